/** One free slot, seen from a prompt. Lengths are tokens. */
export interface FreeSlot<Slot> {
  readonly slot: Slot;
  /** What it holds. */
  readonly held: number;
  /** How much of the prompt it can go on from. */
  readonly reusable: number;
  /** How much of it a saved prefix covers: that much is not lost when the slot is overwritten. */
  readonly saved: number;
  /** Since its last request. */
  readonly idleMilliseconds: number;
  /** How many more groups of neighbours the slots at work form with this one; the engine computes each group by itself. */
  readonly moreGroups: number;
}

/** Another slot, free or at work, that holds the beginning of the prompt. */
export interface CopySource<Slot> {
  readonly slot: Slot;
  readonly common: number;
}

export interface SlotChoiceInput<Slot> {
  readonly promptTokens: number;
  readonly free: readonly FreeSlot<Slot>[];
  /** What of the prompt a saved prefix covers; 0: none. */
  readonly savedPrefix: number;
  /** Where a shared beginning could be copied from; null where states cannot be cut or copied. */
  readonly copy: CopySource<Slot> | null;
}

export interface SlotChoice<Slot> {
  readonly slot: Slot;
  readonly from: "slot" | "saved" | "copy";
}

/** Costs in prompt tokens read anew. Restoring and copying move memory: measured at 1 to 3 % of reading, taken with a margin. */
const restoreCost = 0.04;
const copyCost = 0.08;
/** Below this, moving a state is not worth its fixed cost. */
const leastMovedTokens = 64;
/** Every token of an answer costs a pass of its own in a slot that is no neighbour of those at work. */
const groupCost = 300;
/** The end of an old answer is no loss. */
const forgettableTokens = 64;
/** What losing a token that somebody may come back for is worth, saved elsewhere or not. */
const lossUnsaved = 0.5;
const lossSaved = 0.02;
/** After so long without a request, half as many come back. */
const halfLifeMilliseconds = 10 * 60_000;

/**
 * Which slot a prompt goes to, and what it starts from: the least is read anew, and the least of what others may come back for is
 * overwritten. Equal costs go to the slot that was unused longest.
 */
export function chooseSlot<Slot>(input: SlotChoiceInput<Slot>): SlotChoice<Slot> | null {
  const { promptTokens, free, savedPrefix, copy } = input;
  const options = free.flatMap((candidate) => {
    const { slot, held, reusable, saved, idleMilliseconds: idle, moreGroups } = candidate;
    const place = promptTokens + moreGroups * groupCost;
    const loss = (kept: number) => {
      const lost = Math.max(0, held - kept - forgettableTokens);
      const safe = Math.min(lost, Math.max(0, Math.min(saved, held) - kept));
      return ((lost - safe) * lossUnsaved + safe * lossSaved) * Math.pow(0.5, idle / halfLifeMilliseconds);
    };
    const option = (from: SlotChoice<Slot>["from"], covered: number, kept: number) => ({
      choice: { slot, from },
      cost: place - covered + loss(kept),
      idle,
    });
    const isWorthMoving = (tokens: number) => tokens >= leastMovedTokens && tokens > reusable;
    const options = [option("slot", reusable, reusable)];
    if (isWorthMoving(savedPrefix)) options.push(option("saved", savedPrefix * (1 - restoreCost), 0));
    if (copy !== null && copy.slot !== slot && isWorthMoving(copy.common))
      options.push(option("copy", copy.common * (1 - copyCost), 0));
    return options;
  });
  options.sort((one, other) => one.cost - other.cost || other.idle - one.idle);
  return options[0]?.choice ?? null;
}

/** How many groups of neighbours these slots form; numbers as the engine counts its sequences. */
export function groupsOf(slots: readonly number[]): number {
  const numbers = new Set(slots);
  return [...numbers].filter((number) => !numbers.has(number - 1)).length;
}
