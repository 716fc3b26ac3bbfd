import type { CallName } from "../../../../shared/contract/derive";
import { calls } from "../../../../shared/contract/calls";

/**
 * A query string's values as the contract wants them: where it expects a number or a boolean, the text is read as JSON. What is
 * no JSON stays text, and the contract's own check then names the field.
 */
export function queryValues(name: CallName, query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = { ...query };
  for (const issue of calls[name].input.safeParse(query).error?.issues ?? []) {
    const [field] = issue.path;
    if (issue.code !== "invalid_type" || typeof field !== "string") continue;
    if (issue.expected === "boolean" || issue.expected === "number") values[field] = readJson(values[field]);
  }
  return values;
}

function readJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
