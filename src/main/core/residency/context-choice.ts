/** What a load is to have: tokens per slot, and slots. */
export interface ContextChoice {
  readonly context: number;
  readonly slots: number;
}

export interface ContextWish {
  /** What the user asked for; undefined leaves it to the machine. */
  readonly context: number | undefined;
  readonly slots: number | undefined;
  /** The longest context that the model was made for. */
  readonly contextLength: number;
}

const usualContext = 8_192;
const usualSlots = 2;
/** Below this no conversation is possible. */
export const leastContext = 512;

/**
 * What to try, best first: without a wish 8,192 tokens in two slots, then half the context down to 2,048, then one slot, then down to
 * 512. What the user asked for is never lowered, except to what the model was made for: beyond it a model writes nonsense.
 */
export function contextChoices({ context, slots, contextLength }: ContextWish): readonly ContextChoice[] {
  const longest = contextLength > 0 ? contextLength : usualContext;
  if (context !== undefined) {
    const fixed = Math.min(context, longest);
    return slotChoices(slots).map((count) => ({ context: fixed, slots: count }));
  }
  const contexts = halves(Math.min(usualContext, longest));
  if (slots !== undefined) return contexts.map((tokens) => ({ context: tokens, slots }));
  const roomy = contexts.filter((tokens, index) => index === 0 || tokens >= 2_048);
  const least = roomy.at(-1) ?? leastContext;
  return [
    ...roomy.map((tokens) => ({ context: tokens, slots: usualSlots })),
    ...contexts.filter((tokens) => tokens <= least).map((tokens) => ({ context: tokens, slots: 1 })),
  ];
}

const slotChoices = (wish: number | undefined): readonly number[] => (wish === undefined ? [usualSlots, 1] : [wish]);

/** `8192, 4096, 2048, 1024, 512`; at least the first, however short the model's context is. */
function halves(from: number): readonly number[] {
  const contexts = [from];
  for (let next = Math.floor(from / 2); next >= leastContext; next = Math.floor(next / 2)) contexts.push(next);
  return contexts;
}

/**
 * Whether a load asks for more than a resident has. Such a one is loaded anew when nobody uses it and the new one could be had;
 * otherwise it answers as it is. Less than it has is never a reason.
 */
export function asksForMore(
  wish: { readonly context?: number | undefined; readonly slots?: number | undefined },
  has: ContextChoice,
  contextLength: number,
): boolean {
  const longest = contextLength > 0 ? contextLength : Infinity;
  return Math.min(wish.context ?? 0, longest) > has.context || (wish.slots ?? 0) > has.slots;
}
