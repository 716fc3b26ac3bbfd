/**
 * What the engine keeps of checkpoints for each sequence: the oldest leave when there are too many or when they take too much memory
 * (one takes about 200 MB for the largest Qwen3.5). The scheduler says when one is taken.
 */
export const checkpointOptions = { max: 32, interval: false, maxMemory: 1024 ** 3 } as const;

export interface CheckpointLimits {
  readonly max: number;
  readonly maxMemory: number;
}

interface Checkpoint {
  /** Tokens. */
  readonly length: number;
  readonly bytes: number;
}

/**
 * Which checkpoints of a sequence the engine still has. It tells of none but the last, and going back to one that it has dropped would
 * read everything before anew in one go, with all streams standing still. So its rules are followed here with the bytes that it reports;
 * where they leave a doubt, a checkpoint counts as gone.
 */
export class CheckpointRecord {
  readonly #limits: CheckpointLimits;
  /** The newest of the engine's own list, oldest first; their bytes are all that the engine uses. */
  #kept: readonly Checkpoint[] = [];

  constructor(limits: CheckpointLimits = checkpointOptions) {
    this.#limits = limits;
  }

  /** The longest that holds at most so many tokens; 0: none. */
  longestWithin(tokens: number): number {
    return this.#kept.findLast(({ length }) => length <= tokens)?.length ?? 0;
  }

  has(length: number): boolean {
    return this.#kept.some((checkpoint) => checkpoint.length === length);
  }

  /** After one was taken. `usedBytes`: what all take by the engine's own account. */
  taken(length: number, usedBytes: number): void {
    const left = this.#afterMakingRoom();
    const bytes = usedBytes - bytesOf(left);
    const largest = Math.max(0, ...left.map((checkpoint) => checkpoint.bytes));
    // Larger than expected, it may have made the engine drop older ones after all.
    const isCertain = bytes === left.at(-1)?.bytes || usedBytes + largest <= this.#limits.maxMemory;
    this.#kept = isCertain && bytes > 0 ? [...left, { length, bytes }] : [{ length, bytes: usedBytes }];
  }

  /** After the state was cut to so many tokens. */
  cut(length: number): void {
    this.#kept = this.#kept.filter((checkpoint) => checkpoint.length <= length);
  }

  /** As the engine does it before a new one: the last one's size is what it expects. */
  #afterMakingRoom(): readonly Checkpoint[] {
    const { max, maxMemory } = this.#limits;
    const expected = this.#kept.at(-1)?.bytes ?? 0;
    let left = this.#kept;
    while (left.length > 0 && bytesOf(left) + expected > maxMemory) left = left.slice(1);
    return left.slice(Math.max(0, left.length - max + 1));
  }
}

function bytesOf(checkpoints: readonly Checkpoint[]): number {
  return checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);
}
