import { isObject } from "../../body/json-document";
import { unsupportedField } from "../../decode/fields";

/** What becomes of a field that the models here cannot honour: refused by name, or left out and told in `x-tresor-ignored`. */
export type FieldRule =
  | { readonly field: string; readonly refused: string; readonly when?: (value: unknown) => boolean }
  | { readonly field: string; readonly told: true; readonly when?: (value: unknown) => boolean };

/**
 * The rules of `POST /v1/chat/completions`. What is in no rule and honoured nowhere (`user`, `store`, `metadata`, `service_tier`,
 * `prediction`, `verbosity`, `safety_identifier`, `prompt_cache_key`, …) changes no answer of the real service either: it is ignored.
 */
export const chatRules: readonly FieldRule[] = [
  { field: "audio", refused: "is not supported; answers are text" },
  { field: "modalities", refused: 'must be ["text"]; answers are text', when: (value) => !isTextOnly(value) },
  { field: "web_search_options", told: true },
];

/** The rules of `POST /v1/responses`. */
export const responsesRules: readonly FieldRule[] = [
  { field: "prompt", refused: "is a stored prompt, and none are kept here; send its text as instructions and input" },
  { field: "conversation", refused: "is not kept here; send the conversation's items as input" },
  { field: "modalities", refused: 'must be ["text"]; answers are text', when: (value) => !isTextOnly(value) },
  { field: "background", told: true, when: (value) => value === true },
  { field: "context_management", told: true },
];

/** The fields to tell of. @throws TresorError `unsupported` naming a refused one */
export function applyFieldRules(body: unknown, rules: readonly FieldRule[]): string[] {
  if (!isObject(body)) return [];
  const told: string[] = [];
  for (const rule of rules) {
    const value = body[rule.field];
    const applies = value !== undefined && value !== null && (rule.when?.(value) ?? true);
    if (!applies) continue;
    if ("refused" in rule) throw unsupportedField(rule.field, rule.refused);
    told.push(rule.field);
  }
  return told;
}

function isTextOnly(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => one === "text");
}
