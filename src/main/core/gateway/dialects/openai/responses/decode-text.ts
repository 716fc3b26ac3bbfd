import type { OutputFormat } from "../../../../engine/sampling";
import { isObject } from "../../../body/json-document";
import { invalidField } from "../../../decode/fields";
import { schemaFormat } from "../../../decode/format";

/** `text.format` of a response; `text: {}` asks for nothing. @throws TresorError `invalid_request` */
export function decodeTextFormat(text: unknown): OutputFormat | undefined {
  if (text === undefined || text === null) return undefined;
  if (!isObject(text)) throw invalidField("text", "must be an object");
  const { format } = text;
  if (format === undefined || format === null) return undefined;
  if (!isObject(format)) throw invalidField("text.format", "must be an object with a type");
  switch (format["type"]) {
    case "text":
      return undefined;
    case "json_object":
      return { type: "json" };
    case "json_schema":
      return format["schema"] === undefined || format["schema"] === null
        ? { type: "json" }
        : schemaFormat(format["schema"], "text.format.schema");
    default:
      throw invalidField("text.format.type", 'must be "text", "json_object" or "json_schema"');
  }
}
