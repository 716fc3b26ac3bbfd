import type { Writable } from "node:stream";
import { TresorError } from "../../../../shared/errors";

/** Writes a response piece by piece, at the pace of its reader. */
export class ResponseWriter {
  readonly #response: Writable;

  constructor(response: Writable) {
    this.#response = response;
  }

  /** Resolves when the connection can take more. @throws TresorError `cancelled` when the client is gone */
  async write(text: string): Promise<void> {
    if (text === "") return;
    if (this.#response.destroyed) throw gone();
    if (this.#response.write(text)) return;
    await this.#drained();
  }

  end(): void {
    if (!this.#response.destroyed) this.#response.end();
  }

  #drained(): Promise<void> {
    const response = this.#response;
    return new Promise((resolve, reject) => {
      const settle = () => {
        response.off("drain", settle);
        response.off("close", settle);
        if (response.destroyed) reject(gone());
        else resolve();
      };
      response.on("drain", settle);
      response.on("close", settle);
    });
  }
}

function gone(): TresorError {
  return new TresorError("cancelled", "The client went away.");
}
