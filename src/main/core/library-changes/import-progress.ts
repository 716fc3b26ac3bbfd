import type { ImportItem } from "../../../shared/shapes/download";

type Progress = Extract<ImportItem, { event: "progress" }>;

/** Between two pieces of news; a terminal needs no more. */
const newsMilliseconds = 200;

/**
 * How far an import is, over all times that the model's bytes are read: to compare it with what is there, to copy it, to compute its
 * digest. A further reading that turns out to be needed makes the total larger.
 */
export class ImportProgress {
  readonly #sizeBytes: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  #readings = 0;
  #toldAt = -Infinity;

  constructor(sizeBytes: number, now: () => number = () => performance.now()) {
    this.#sizeBytes = sizeBytes;
    this.#now = now;
    this.#startedAt = now();
  }

  /** From here on, the bytes are read once more. */
  begin(): void {
    this.#readings += 1;
  }

  /** How far all is when this reading has come so far; null when there was news a moment ago. */
  reached(bytes: number): number | null {
    if (this.#now() - this.#toldAt < newsMilliseconds) return null;
    this.#toldAt = this.#now();
    return (this.#readings - 1) * this.#sizeBytes + Math.min(bytes, this.#sizeBytes);
  }

  /** @param bytes what `reached` told */
  item(bytes: number): Progress {
    const totalBytes = this.#readings * this.#sizeBytes;
    const seconds = (this.#now() - this.#startedAt) / 1_000;
    const bytesPerSecond = seconds > 0 && bytes > 0 ? bytes / seconds : null;
    const etaSeconds = bytesPerSecond === null ? null : Math.max(0, totalBytes - bytes) / bytesPerSecond;
    return { event: "progress", bytes, totalBytes, bytesPerSecond, etaSeconds };
  }
}
