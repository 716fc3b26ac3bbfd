import type { JsonSchema } from "../../engine/conversation";
import type { OutputFormat } from "../../engine/sampling";
import { isObject } from "../body/json-document";
import { invalidField } from "./fields";

/** A JSON Schema that the answer must follow. @throws TresorError `invalid_request` */
export function schemaFormat(schema: unknown, field: string): OutputFormat {
  if (!isObject(schema)) throw invalidField(field, "must be a JSON Schema object");
  return { type: "schema", schema: schema satisfies JsonSchema };
}
