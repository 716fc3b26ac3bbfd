import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { GgufError } from "../../src/main/core/gguf/gguf-error";
import { inspectModel, type ModelInspection } from "../../src/main/core/gguf/inspect-model";
import type { Inspector } from "../../src/main/core/library/inspector";
import { TresorError } from "../../src/shared/errors";
import { BufferSource } from "../support/gguf/buffer-source";

/** The inspector without its processes: same answers, and a record of the questions. */
export class FakeInspector implements Inspector {
  readonly inspected: string[] = [];
  readonly digested: string[] = [];
  disposed = false;
  /** Runs before each digest is given; a test holds digests back or changes files here. */
  beforeDigest: (path: string, onProgress: (bytes: number) => void) => Promise<void> = () => Promise.resolve();

  async inspect(paths: readonly string[], stem: string): Promise<ModelInspection> {
    this.#refuseWhenDisposed();
    this.inspected.push(...paths);
    try {
      const [first = new BufferSource(Buffer.alloc(0)), ...further] = paths.map(
        (path) => new BufferSource(readFileSync(path)),
      );
      return inspectModel(first, stem, further);
    } catch (error) {
      if (error instanceof GgufError) throw new TresorError("model_rejected", error.message);
      throw error;
    }
  }

  async digest(paths: readonly string[], onProgress: (bytes: number) => void = () => undefined): Promise<string> {
    this.#refuseWhenDisposed();
    this.digested.push(...paths);
    const hash = createHash("sha256");
    for (const path of paths) hash.update(readFileSync(path));
    const digest = hash.digest("hex");
    for (const path of paths) await this.beforeDigest(path, onProgress);
    return `sha256:${digest}`;
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }

  #refuseWhenDisposed(): void {
    if (this.disposed) throw new TresorError("cancelled", "The inspector has ended.");
  }
}
