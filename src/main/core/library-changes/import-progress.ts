import type { ImportItem } from "../../../shared/shapes/download";

type Progress = Extract<ImportItem, { event: "progress" }>;

/**
 * How far an import is, over all times that the model's bytes are read: to compare it with what is there, to copy it, to compute its
 * digest. A further reading that turns out to be needed makes the total larger.
 */
export class ImportProgress {
  readonly #sizeBytes: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  #readings = 0;
  #bytes = 0;

  constructor(sizeBytes: number, now: () => number = () => performance.now()) {
    this.#sizeBytes = sizeBytes;
    this.#now = now;
    this.#startedAt = now();
  }

  /** From here on, the bytes are read once more. */
  begin(): void {
    this.#bytes = this.#readings * this.#sizeBytes;
    this.#readings += 1;
  }

  /** What this reading has read so far. */
  reached(bytes: number): void {
    this.#bytes = (this.#readings - 1) * this.#sizeBytes + Math.min(bytes, this.#sizeBytes);
  }

  item(): Progress {
    const totalBytes = this.#readings * this.#sizeBytes;
    const seconds = (this.#now() - this.#startedAt) / 1_000;
    const bytesPerSecond = seconds > 0 && this.#bytes > 0 ? this.#bytes / seconds : null;
    return {
      event: "progress",
      bytes: this.#bytes,
      totalBytes,
      bytesPerSecond,
      etaSeconds: bytesPerSecond === null ? null : (totalBytes - this.#bytes) / bytesPerSecond,
    };
  }
}
