import type { Logger } from "../kernel/logger";
import { keyOf, sizeOf, type FoundModel } from "./found-model";
import type { Inspector } from "./inspector";

export interface DigestQueueOptions {
  readonly inspector: Inspector;
  /** Keeps the digest; rejects when a file has changed meanwhile. */
  readonly onDigest: (model: FoundModel, digest: string) => Promise<void>;
  /** `progress` from 0 to 1; null: its computing has ended, well or badly. */
  readonly onProgress: (model: FoundModel, progress: number | null) => void;
  readonly logger: Logger;
}

/** Computes digests: those that somebody waits for at once, the others one at a time in the background, the smallest first. */
export class DigestQueue {
  readonly #options: DigestQueueOptions;
  readonly #running = new Map<string, Promise<string>>();
  #waiting: FoundModel[] = [];
  #isWorking = false;
  #disposed = false;

  constructor(options: DigestQueueOptions) {
    this.#options = options;
  }

  /** Replaces what waits in the background. */
  want(models: readonly FoundModel[]): void {
    if (this.#disposed) return;
    this.#waiting = models
      .filter((model) => !this.#running.has(keyOf(model)))
      .sort((one, other) => sizeOf(one) - sizeOf(other));
    if (!this.#isWorking) void this.#work();
  }

  /** The digest of one model, now. @throws TresorError `model_rejected`, `cancelled` */
  digest(model: FoundModel): Promise<string> {
    const key = keyOf(model);
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const digest = this.#compute(model).finally(() => {
      this.#running.delete(key);
      if (!this.#disposed) this.#options.onProgress(model, null);
    });
    this.#running.set(key, digest);
    return digest;
  }

  /** Ends the background work; call it before the inspector's own `dispose`, which ends what is running. */
  dispose(): void {
    this.#disposed = true;
    this.#waiting = [];
  }

  async #compute(model: FoundModel): Promise<string> {
    const { inspector, onDigest, onProgress } = this.#options;
    const paths = model.files.map(({ realPath }) => realPath);
    const totalBytes = Math.max(1, sizeOf(model));
    const digest = await inspector.digest(paths, (bytes) => onProgress(model, Math.min(1, bytes / totalBytes)));
    await onDigest(model, digest);
    return digest;
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let model = this.#waiting.shift(); model !== undefined; model = this.#waiting.shift()) {
      try {
        await this.digest(model);
      } catch (error) {
        if (!this.#disposed) this.#options.logger.warn({ path: model.files[0].path, error }, "no digest");
      }
    }
    this.#isWorking = false;
  }
}
