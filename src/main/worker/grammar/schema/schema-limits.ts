import { wrong } from "./refuse";

const maximalDepth = 64;
const maximalNodes = 30_000;
/** Rules are made one member after the other, each inside the one before. */
const maximalMembers = 1_000;
const maximalCharacters = 1_000_000;
/** Of the GBNF that a schema becomes. */
export const maximalGrammarCharacters = 1_000_000;

/**
 * Bounds what the rest of this folder, which recurses over schemas, and then native code have to work through.
 * @throws TresorError `invalid_request` with the limit
 */
export function checkSchemaSize(schema: unknown): void {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: schema, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    nodes += 1;
    if (nodes > maximalNodes) throw wrong("schema", `has more than ${maximalNodes} values; make it smaller`);
    if (depth > maximalDepth)
      throw wrong("schema", `is nested deeper than ${maximalDepth} levels; use $defs or make it flatter`);
    if (typeof value === "string") characters += value.length;
    if (typeof value !== "object" || value === null) continue;
    const members = Object.entries(value);
    if (!Array.isArray(value) && members.length > maximalMembers)
      throw wrong("schema", `has an object with more than ${maximalMembers} members; make it smaller`);
    for (const [name, inner] of members) {
      characters += name.length;
      open.push({ value: inner, depth: depth + 1 });
    }
    if (characters > maximalCharacters)
      throw wrong("schema", `has more than ${maximalCharacters} characters of text; make it smaller`);
  }
}
