import type { Logger } from "../kernel/logger";
import type { Inspector } from "./inspector";
import type { FoundFile } from "./scan-folder";

/** Computes digests: those that somebody waits for at once, the others one at a time in the background, the smallest first. */
export class DigestQueue {
  readonly #inspector: Inspector;
  readonly #onDigest: (file: FoundFile, digest: string) => Promise<void>;
  readonly #logger: Logger;
  readonly #running = new Map<string, Promise<string>>();
  #waiting: FoundFile[] = [];
  #isWorking = false;
  #disposed = false;

  /** `onDigest` keeps the digest; it rejects when the file has changed meanwhile. */
  constructor(inspector: Inspector, onDigest: (file: FoundFile, digest: string) => Promise<void>, logger: Logger) {
    this.#inspector = inspector;
    this.#onDigest = onDigest;
    this.#logger = logger;
  }

  /** Replaces what waits in the background. */
  want(files: readonly FoundFile[]): void {
    if (this.#disposed) return;
    this.#waiting = files
      .filter(({ realPath }) => !this.#running.has(realPath))
      .sort((one, other) => one.sizeBytes - other.sizeBytes);
    if (!this.#isWorking) void this.#work();
  }

  /** The digest of one file, now. @throws TresorError `model_rejected`, `cancelled` */
  digest(file: FoundFile): Promise<string> {
    const running = this.#running.get(file.realPath);
    if (running !== undefined) return running;
    const digest = this.#compute(file).finally(() => this.#running.delete(file.realPath));
    this.#running.set(file.realPath, digest);
    return digest;
  }

  /** Ends the background work; call it before the inspector's own `dispose`, which ends what is running. */
  dispose(): void {
    this.#disposed = true;
    this.#waiting = [];
  }

  async #compute(file: FoundFile): Promise<string> {
    const digest = await this.#inspector.digest(file.realPath);
    await this.#onDigest(file, digest);
    return digest;
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let file = this.#waiting.shift(); file !== undefined; file = this.#waiting.shift()) {
      try {
        await this.digest(file);
      } catch (error) {
        if (!this.#disposed) this.#logger.warn({ path: file.path, error }, "no digest");
      }
    }
    this.#isWorking = false;
  }
}
