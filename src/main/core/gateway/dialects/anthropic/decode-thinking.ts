import type { ReasoningWish } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { invalidField, readFields, tokenBudget } from "../../decode/fields";
import { budgetWish, decodeEffort } from "../../decode/reasoning";
import { z } from "zod";

const enabledFields = z.looseObject({ budget_tokens: tokenBudget() });

/**
 * `thinking`, with `output_config.effort` as its strength. A client that says nothing of thinking gets what the model's template does by
 * itself, as in the other dialects. @throws TresorError `invalid_request`
 */
export function decodeThinking(thinking: unknown, effort: unknown): ReasoningWish | undefined {
  const strength = decodeEffort(effort, "output_config.effort");
  if (thinking === undefined || thinking === null) return strength;
  if (!isObject(thinking)) throw invalidField("thinking", "must be an object with a type");
  switch (thinking["type"]) {
    case "disabled":
      return { enabled: false };
    case "adaptive":
      return { enabled: true, ...strength };
    case "enabled":
      return { enabled: true, ...strength, ...budgetWish(readFields(enabledFields, thinking).budget_tokens) };
    default:
      throw invalidField("thinking.type", 'must be "enabled", "adaptive" or "disabled"');
  }
}
