import type { OutputFormat } from "../../../engine/sampling";
import { isObject } from "../../body/json-document";
import { invalidField } from "../../decode/fields";
import { schemaFormat } from "../../decode/format";

/** The fields that say what an answer must look like: OpenAI's, llama-server's and vLLM's. */
interface FormatFields {
  readonly response_format?: unknown;
  readonly grammar?: unknown;
  readonly json_schema?: unknown;
  readonly guided_json?: unknown;
  readonly guided_grammar?: unknown;
}

const names = ["response_format", "grammar", "json_schema", "guided_json", "guided_grammar"] as const;

/** @throws TresorError `invalid_request` naming the field, also when two of them ask for something */
export function decodeFormat(fields: FormatFields): OutputFormat | undefined {
  let format: OutputFormat | undefined;
  for (const name of names) {
    const value = fields[name];
    const wanted = value === undefined || value === null || value === "" ? undefined : decodeOne(name, value);
    if (wanted === undefined) continue;
    if (format !== undefined) throw invalidField(name, "cannot be combined with another format; send one of them");
    format = wanted;
  }
  return format;
}

function decodeOne(name: (typeof names)[number], value: unknown): OutputFormat | undefined {
  switch (name) {
    case "response_format":
      return decodeResponseFormat(value);
    case "grammar":
    case "guided_grammar":
      if (typeof value !== "string") throw invalidField(name, "must be a grammar in GBNF, a string");
      return { type: "grammar", grammar: value };
    case "json_schema":
    case "guided_json":
      return schemaFormat(value, name);
  }
}

function decodeResponseFormat(format: unknown): OutputFormat | undefined {
  const type = isObject(format) ? format["type"] : undefined;
  if (!isObject(format)) throw invalidField("response_format", "must be an object with a type");
  switch (type) {
    case "text":
      return undefined;
    case "json_object":
      // The schema beside it is llama-server's.
      return isPresent(format["schema"]) ? schemaFormat(format["schema"], "response_format.schema") : { type: "json" };
    case "json_schema": {
      const described = format["json_schema"];
      if (!isObject(described)) throw invalidField("response_format.json_schema", "must be an object with a schema");
      const { schema } = described;
      return isPresent(schema) ? schemaFormat(schema, "response_format.json_schema.schema") : { type: "json" };
    }
    default:
      throw invalidField("response_format.type", 'must be "text", "json_object" or "json_schema"');
  }
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
