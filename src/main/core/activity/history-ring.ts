import { constants, open, type FileHandle } from "node:fs/promises";
import { figureNames, joinFigures, type ActivityFigures } from "./activity-figures";

export interface Stretch {
  /** When it begins; milliseconds since 1970, a multiple of the interval. */
  readonly at: number;
  readonly figures: ActivityFigures;
}

export interface HistoryRingOptions {
  readonly path: string;
  readonly intervalMilliseconds: number;
  readonly slots: number;
}

const numberBytes = Float64Array.BYTES_PER_ELEMENT;
const slotBytes = (1 + figureNames.length) * numberBytes;

/**
 * A file of fixed size that holds the last stretches. Its time gives a stretch its slot, so that nothing else has to be kept true: what
 * is older than the ring is told by the slot's own time, and a write that was cut off spoils one slot. Little-endian doubles: when it
 * begins, then the figures in their order; 0 begins an empty slot.
 */
export class HistoryRing {
  readonly intervalMilliseconds: number;
  readonly #slots: number;
  readonly #file: FileHandle;
  #last: Stretch | null = null;

  private constructor({ intervalMilliseconds, slots }: HistoryRingOptions, file: FileHandle) {
    this.intervalMilliseconds = intervalMilliseconds;
    this.#slots = slots;
    this.#file = file;
  }

  /** Opens the file, or makes it; one of another size is of another version and begins anew. */
  static async open(options: HistoryRingOptions): Promise<HistoryRing> {
    const file = await open(options.path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const size = options.slots * slotBytes;
    if ((await file.stat()).size !== size) {
      await file.truncate(0);
      await file.truncate(size);
    }
    return new HistoryRing(options, file);
  }

  /**
   * Adds to the stretch that this moment is in, which takes the slot of one that is a whole round older. Calls must come one after the
   * other. After a restart within one stretch it goes on with what stands there.
   */
  async add(moment: number, figures: ActivityFigures): Promise<void> {
    const at = this.#startOf(moment);
    const before = this.#last?.at === at ? this.#last : (await this.read(at, at + 1))[0];
    const stretch = { at, figures: before === undefined ? figures : joinFigures(before.figures, figures) };
    const bytes = Buffer.alloc(slotBytes);
    [at, ...figureNames.map((name) => stretch.figures[name])].forEach((number, index) =>
      bytes.writeDoubleLE(number, index * numberBytes),
    );
    await this.#file.write(bytes, 0, slotBytes, this.#slotOf(at) * slotBytes);
    this.#last = stretch;
  }

  /** The stretches that begin at `from` or later and before `to`, in order of time. */
  async read(from: number, to: number): Promise<readonly Stretch[]> {
    const bytes = Buffer.alloc(this.#slots * slotBytes);
    await this.#file.read(bytes, 0, bytes.length, 0);
    return Array.from({ length: this.#slots }, (_, slot) => stretchAt(bytes, slot))
      .filter(({ at, figures }, slot) => this.#isWhole(at, figures, slot) && at >= from && at < to)
      .sort((one, other) => one.at - other.at);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #startOf(moment: number): number {
    return Math.floor(moment / this.intervalMilliseconds) * this.intervalMilliseconds;
  }

  #slotOf(at: number): number {
    return (at / this.intervalMilliseconds) % this.#slots;
  }

  /** A slot that was torn, or that somebody wrote into, is left out. */
  #isWhole(at: number, figures: ActivityFigures, slot: number): boolean {
    const sound = figureNames.every((name) => Number.isFinite(figures[name]) && figures[name] >= 0);
    return sound && at > 0 && this.#slotOf(at) === slot;
  }
}

function stretchAt(bytes: Buffer, slot: number): Stretch {
  const number = (index: number) => bytes.readDoubleLE(slot * slotBytes + index * numberBytes);
  const entries = figureNames.map((name, index) => [name, number(index + 1)] as const);
  return { at: number(0), figures: Object.fromEntries(entries) as unknown as ActivityFigures };
}
