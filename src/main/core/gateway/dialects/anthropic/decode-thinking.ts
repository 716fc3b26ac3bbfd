import { z } from "zod";
import type { ReasoningWish } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { invalidField, readFields, tokenBudget } from "../../decode/fields";
import { budgetWish, decodeEffort } from "../../decode/reasoning";

/** The fields that speak of thinking; `edits` are those of `context_management`. */
interface ThinkingFields {
  readonly thinking: unknown;
  readonly effort: unknown;
  readonly edits: unknown;
}

/**
 * `thinking`, with `output_config.effort` as its strength. A client that says nothing of thinking gets what the model's template does by
 * itself, as in the other dialects. @throws TresorError `invalid_request`
 */
export function decodeThinking({ thinking, effort, edits }: ThinkingFields): ReasoningWish | undefined {
  const strength = decodeEffort(effort, "output_config.effort");
  const wish: ReasoningWish = {
    ...(isOff(thinking) ? {} : strength),
    ...decodeSwitch(thinking),
    ...(keepsAll(edits) ? { keepPast: true } : {}),
  };
  return Object.keys(wish).length === 0 ? undefined : wish;
}

const enabledFields = z.looseObject({ budget_tokens: tokenBudget() });

function decodeSwitch(thinking: unknown): ReasoningWish {
  if (thinking === undefined || thinking === null) return {};
  if (!isObject(thinking)) throw invalidField("thinking", "must be an object with a type");
  switch (thinking["type"]) {
    case "disabled":
      return { enabled: false };
    case "adaptive":
      return { enabled: true };
    case "enabled":
      return { enabled: true, ...budgetWish(readFields(enabledFields, thinking).budget_tokens) };
    case "between_tools":
      return {};
    default:
      throw invalidField("thinking.type", 'must be "enabled", "adaptive" or "disabled"');
  }
}

function isOff(thinking: unknown): boolean {
  return isObject(thinking) && thinking["type"] === "disabled";
}

/** Agents ask for it, since each turn whose thinking is dropped later changes the prompt from there on. */
function keepsAll(edits: unknown): boolean {
  if (!Array.isArray(edits)) return false;
  return edits.filter(isObject).some(({ type, keep }) => {
    const all = keep === "all" || (isObject(keep) && keep["type"] === "all");
    return typeof type === "string" && type.startsWith("clear_thinking_") && all;
  });
}
