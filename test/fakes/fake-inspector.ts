import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { GgufError } from "../../src/main/core/gguf/gguf-error";
import { inspectModel, type ModelInspection } from "../../src/main/core/gguf/inspect-model";
import type { Inspector } from "../../src/main/core/library/inspector";
import { fileStem } from "../../src/main/core/library/model-names";
import { TresorError } from "../../src/shared/errors";
import { BufferSource } from "../support/gguf/buffer-source";

/** The inspector without its processes: same answers, and a record of the questions. */
export class FakeInspector implements Inspector {
  readonly inspected: string[] = [];
  readonly digested: string[] = [];
  disposed = false;
  /** Runs before each digest is given; a test holds digests back or changes files here. */
  beforeDigest: (path: string) => Promise<void> = () => Promise.resolve();

  async inspect(path: string): Promise<ModelInspection> {
    this.#refuseWhenDisposed();
    this.inspected.push(path);
    try {
      return inspectModel(new BufferSource(readFileSync(path)), fileStem(path));
    } catch (error) {
      if (error instanceof GgufError) throw new TresorError("model_rejected", error.message);
      throw error;
    }
  }

  async digest(path: string): Promise<string> {
    this.#refuseWhenDisposed();
    this.digested.push(path);
    const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
    await this.beforeDigest(path);
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
