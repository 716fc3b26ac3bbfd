import type { Writable } from "node:stream";
import { TresorError } from "../../../../shared/errors";
import { defaultPace } from "../gateway-context";

/** What is written in one tick goes out in one piece, unless it has become this long (UTF-16 units). */
const largestPiece = 16 * 1_024;

/** Writes a response piece by piece, at the pace of its reader. */
export class ResponseWriter {
  readonly #response: Writable;
  readonly #stalledMilliseconds: number;
  #pending = "";

  /** @param stalledMilliseconds a reader that takes nothing for so long has stopped, and holds what answers it */
  constructor(response: Writable, stalledMilliseconds = defaultPace.stalledMilliseconds) {
    this.#response = response;
    this.#stalledMilliseconds = stalledMilliseconds;
  }

  /** The reader has not yet taken what was written. */
  get isBlocked(): boolean {
    return this.#response.writableNeedDrain;
  }

  /** Resolves when the connection can take more. @throws TresorError `cancelled` when the client is gone, or has stopped reading */
  async write(text: string): Promise<void> {
    if (text === "") return;
    if (this.#response.destroyed) throw gone();
    if (this.#pending === "") process.nextTick(() => this.#flush());
    this.#pending += text;
    if (this.#pending.length >= largestPiece) this.#flush();
    if (this.isBlocked) await this.#drained();
  }

  end(): void {
    this.#flush();
    if (!this.#response.destroyed) this.#response.end();
  }

  #flush(): void {
    const text = this.#pending;
    this.#pending = "";
    if (text !== "" && !this.#response.destroyed) this.#response.write(text);
  }

  #drained(): Promise<void> {
    const response = this.#response;
    return new Promise((resolve, reject) => {
      const stalled = setTimeout(() => response.destroy(), this.#stalledMilliseconds);
      const settle = () => {
        clearTimeout(stalled);
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
