import type { Resident } from "../../../shared/shapes/resident";

/** Pinned residents in the order of the settings; what the settings do not know yet comes last. */
export function inPinnedOrder(residents: readonly Resident[], order: readonly string[]): readonly Resident[] {
  const place = (reference: string) => {
    const index = order.indexOf(reference);
    return index === -1 ? order.length : index;
  };
  return residents.filter(({ pinned }) => pinned).sort((one, other) => place(one.reference) - place(other.reference));
}

/**
 * The order after `reference` has moved to where `target` stands. Pins that are not in memory, and so not shown, keep their
 * place among the others.
 */
export function movedTo(order: readonly string[], reference: string, target: string): readonly string[] {
  const from = order.indexOf(reference);
  const to = order.indexOf(target);
  if (from === -1 || to === -1 || from === to) return order;
  const others = order.filter((other) => other !== reference);
  return [...others.slice(0, to), reference, ...others.slice(to)];
}

/** The shown neighbour above (-1) or below (1); null at an end. */
export function neighbour(shown: readonly string[], reference: string, by: -1 | 1): string | null {
  const index = shown.indexOf(reference);
  return index === -1 ? null : (shown[index + by] ?? null);
}
