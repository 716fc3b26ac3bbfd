import { TresorError } from "../../../../../../shared/errors";
import { isObject } from "../../../body/json-document";
import { invalidField } from "../../../decode/fields";
import type { Recall } from "./kept-responses";

/**
 * The whole input as items: a text is the user's message, and references to earlier answers become what they refer to.
 * @throws TresorError `invalid_request`, also for what is not kept: a conversation with a hole would be answered wrongly
 */
export function resolveInput(input: unknown, previousId: string | undefined, recall: Recall): readonly unknown[] {
  const earlier = previousId === undefined ? [] : recall.conversation(previousId);
  if (earlier === null) throw notKept("previous_response_id", previousId ?? "");
  return [...earlier, ...itemsOf(input).map((item, index) => resolved(item, `input.${index}.id`, recall))];
}

function itemsOf(input: unknown): readonly unknown[] {
  if (typeof input === "string") return [{ role: "user", content: input }];
  if (!Array.isArray(input)) throw invalidField("input", "must be a string or an array of items");
  return input;
}

function resolved(item: unknown, field: string, recall: Recall): unknown {
  // Newer clients leave the type out.
  const isReference =
    isObject(item) &&
    typeof item["id"] === "string" &&
    (item["type"] === "item_reference" || (item["type"] === undefined && item["role"] === undefined));
  if (!isReference) return item;
  const id = String(item["id"]);
  const found = recall.item(id);
  if (found === null) throw notKept(field, id);
  return found;
}

function notKept(field: string, id: string): TresorError {
  return new TresorError(
    "invalid_request",
    `${field} refers to "${id.slice(0, 100)}", which is not kept here (any more): answers are kept in memory only. Send the items of the conversation themselves; with store: false clients do so.`,
    { field },
  );
}
