import type { GatewayCaller } from "./caller";

/** How long a request may keep its model, of what it asks for: null is for ever, undefined leaves it to the settings. */
export function allowedKeepAlive(
  { longestKeepAliveSeconds: longest }: GatewayCaller,
  wished: number | null | undefined,
): number | null | undefined {
  if (wished === undefined || longest === null) return wished;
  return Math.min(wished ?? Infinity, longest);
}
