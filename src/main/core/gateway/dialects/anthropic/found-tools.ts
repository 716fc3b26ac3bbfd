import { isObject } from "../../body/json-document";

/** Names of the tools that a search for tools has found: `tool_reference` blocks inside results. */
export function foundTools(messages: unknown): ReadonlySet<string> {
  const names = entriesOf(messages)
    .flatMap((message) => entriesOf(message["content"]))
    .filter(({ type }) => type === "tool_result")
    .flatMap((result) => entriesOf(result["content"]))
    .filter(({ type }) => type === "tool_reference")
    .map((reference) => String(reference["tool_name"]));
  return new Set(names);
}

function entriesOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
