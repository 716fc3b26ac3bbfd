import { isObject } from "../../body/json-document";
import { invalidField, unsupportedField } from "../../decode/fields";

/** A block of content with its place in the body. */
export interface Block {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly field: string;
}

/** Content as blocks; a string is one block of text. Absent and null are none. @throws TresorError `invalid_request` */
export function blocksOf(content: unknown, field: string): Block[] {
  if (content === undefined || content === null) return [];
  if (typeof content === "string") return [{ type: "text", fields: { text: content }, field }];
  if (!Array.isArray(content)) throw invalidField(field, "must be a string or an array of blocks");
  return content.map((block: unknown, index) => {
    const at = `${field}.${index}`;
    const type = isObject(block) ? block["type"] : undefined;
    if (!isObject(block) || typeof type !== "string") throw invalidField(at, "must be a block with a type");
    return { type, fields: block, field: at };
  });
}

/** @throws TresorError `invalid_request` */
export function stringIn({ fields, field }: Block, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw invalidField(`${field}.${name}`, "must be a string");
  return value;
}

/** The text of a block. @throws TresorError `unsupported` for an image and the like */
export function textOf(block: Block): string {
  const { type, field } = block;
  const text = readableText(block);
  if (text !== null) return text;
  const why = type === "image" ? "the model has no vision" : "only text is supported";
  throw unsupportedField(field, `is ${nameOf(block)}, and ${why}; send text`);
}

/** The text of a block that is text, a document of plain text or a search's result; null of any other. @throws TresorError */
export function readableText(block: Block): string | null {
  switch (block.type) {
    case "text":
      return stringIn(block, "text");
    case "document":
      return documentText(block);
    case "search_result":
      return joined(blocksOf(block.fields["content"], `${block.field}.content`).map(textOf));
    default:
      return null;
  }
}

/** What a person would call a block. */
export function nameOf({ type }: Block): string {
  if (type === "image") return "an image";
  return type === "document" ? "a document that is no text" : `a block of type ${JSON.stringify(type).slice(0, 40)}`;
}

/** The parts of one text, a line each, as the other dialects have it; empty ones say nothing. */
export function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n");
}

function documentText({ fields, field }: Block): string | null {
  const { source } = fields;
  if (!isObject(source)) return null;
  if (source["type"] === "text" && typeof source["data"] === "string") return source["data"];
  if (source["type"] !== "content") return null;
  return joined(blocksOf(source["content"], `${field}.source.content`).map(textOf));
}
