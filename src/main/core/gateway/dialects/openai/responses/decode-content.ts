import { isObject } from "../../../body/json-document";
import { invalidField, unsupportedField } from "../../../decode/fields";

const textTypes: ReadonlySet<unknown> = new Set([
  "input_text",
  "output_text",
  "text",
  "summary_text",
  "reasoning_text",
]);

/**
 * The text of a message: a string or parts, a line each, as the chat route joins them: the same text gives the same prompt.
 * @throws TresorError `invalid_request`; `unsupported` for what is no text
 */
export function decodeContent(content: unknown, field: string): string {
  return textsOf(content, field, (type, place) => {
    const kind = type === "input_image" ? "an image" : `a part of type ${JSON.stringify(type ?? null).slice(0, 40)}`;
    throw unsupportedField(place, `is ${kind}, and only text is supported; send text`);
  }).join("\n");
}

/** What a tool has given back. A part that is no text becomes a note: an agent cannot choose what its tools return. */
export function decodeOutput(output: unknown, field: string): string {
  return textsOf(output, field, (type) =>
    type === "input_image" ? "[an image, which this model cannot see]" : "[a part that is no text]",
  ).join("\n");
}

/** The texts of reasoning, in the order in which they were thought. */
export function reasoningTexts(parts: unknown): readonly string[] {
  return Array.isArray(parts) ? textsOf(parts, "reasoning", () => "") : [];
}

function textsOf(
  content: unknown,
  field: string,
  otherwise: (type: unknown, place: string) => string,
): readonly string[] {
  if (typeof content === "string") return [content];
  if (content === undefined || content === null) return [];
  if (!Array.isArray(content)) throw invalidField(field, "must be a string or an array of parts");
  return content.map((part: unknown, index) => {
    const place = `${field}.${index}`;
    if (!isObject(part)) throw invalidField(place, "must be a part with a type");
    const { type } = part;
    const name = type === "refusal" ? "refusal" : "text";
    if (type !== "refusal" && !textTypes.has(type)) return otherwise(type, place);
    const text = part[name];
    if (typeof text !== "string") throw invalidField(`${place}.${name}`, "must be a string");
    return text;
  });
}
