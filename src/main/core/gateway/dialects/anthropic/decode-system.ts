import { blocksOf, joined, textOf } from "./blocks";

/** Claude Code's line about itself. It may change with every request, and before all else it would spoil the cache of everything after it. */
const attribution = /^x-anthropic-billing-header:[^\n]*\n?/;

/** `system`, or the content of a message with that role: the same text as a string and as blocks. @throws TresorError */
export function decodeSystem(system: unknown, field: string): string {
  return joined(blocksOf(system, field).map((block) => textOf(block).replace(attribution, "")));
}
