import type { JsonSchema, ToolDefinition } from "../../../core/engine/conversation";
import { literal, type GrammarBuilder } from "../../grammar/grammar-builder";
import { taggedValue } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Input, Parse } from "../input";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { memberNames, memberSchema, onlyType, valueKind } from "../value-kind";
import { ValueWriter } from "../value-writer";

const reasoning = { open: "<mm:think>", close: "</mm:think>" };
/** Stands before every tag, so that values need no escapes. */
const sign = "]<]minimax[>[";

/** `<invoke name="f">`, then a tag for each parameter, with tags inside for objects and lists; the sign before each tag. */
export const miniMaxM3: OutputFamily = {
  name: "minimax-m3",
  matches: (template) => template.includes(sign),
  parser: proseParser({
    reasoning,
    calls: [
      { marker: `${sign}<tool_call>`, parse: invokeCalls },
      { marker: `${sign}<invoke name=`, keepsMarker: true, parse: invokeCalls },
    ],
    inventions: ["]~b]"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: `${sign}<tool_call>\n`,
    after: `${sign}</tool_call>`,
    call: (builder, tool) =>
      sequence(
        literal(`${sign}<invoke name="${tool.name}">`),
        ...parameterTags(builder, tool, tool.parameters, 0),
        literal(`${sign}</invoke>\n`),
      ),
  }),
  endTexts: ["[e~["],
};

function* invokeCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  let count = 0;
  while ((yield* input.takeAfterSpace([`${sign}<invoke name=`])) !== null) {
    const tag = yield* input.takeWhile((character) => /[^<>\n]/u.test(character));
    const name = tag.replaceAll(/^["']|["']$/gu, "");
    if (name === "" || !(yield* input.take(">"))) return count > 0;
    count++;
    reading.beginCall(name, null);
    const schema = reading.start.tools.find((tool) => tool.name === name)?.parameters;
    const writer = new TreeWriter(reading, schema);
    if (!(yield* writer.members(schema, "invoke", "object"))) return true;
    reading.endCall();
  }
  if (count > 0) yield* input.takeAfterSpace([`${sign}</tool_call>`]);
  return count > 0;
}

/** Tags deeper than this are any text: a schema may refer to itself. */
const deepestTags = 6;

/** GBNF of an object's members, in the order of the schema. */
function parameterTags(
  builder: GrammarBuilder,
  tool: ToolDefinition,
  schema: JsonSchema,
  depth: number,
): readonly string[] {
  return memberNames(schema, tool.parameters).map(({ key, isRequired }) => {
    const own = memberSchema(schema, key, tool.parameters) ?? true;
    const rule = builder.rule(`member ${key}`, tagged(builder, tool, key, own, depth));
    return isRequired ? rule : `${rule}?`;
  });
}

function tagged(builder: GrammarBuilder, tool: ToolDefinition, tag: string, schema: JsonSchema, depth: number): string {
  const close = `${sign}</${tag}>`;
  const item = memberSchema(schema, null, tool.parameters);
  const members = depth < deepestTags ? parameterTags(builder, tool, schema, depth + 1) : [];
  if (members.length > 0) return sequence(literal(`${sign}<${tag}>`), ...members, literal(close));
  const value =
    item !== undefined && depth < deepestTags
      ? `(${tagged(builder, tool, "item", item, depth + 1)})${repetition(schema)}`
      : taggedValue(builder, tool, schema, close);
  return sequence(literal(`${sign}<${tag}>`), value, literal(close));
}

function repetition(schema: JsonSchema): string {
  const { minItems, maxItems } = schema as { readonly minItems?: unknown; readonly maxItems?: unknown };
  const bound = (value: unknown) => (Number.isSafeInteger(value) && Number(value) <= 100 ? Number(value) : "");
  return `{${bound(minItems) || 0},${bound(maxItems)}}`;
}

class TreeWriter {
  readonly #input: Input;
  readonly #write: (json: string) => void;
  readonly #root: JsonSchema | undefined;

  constructor(reading: Reading, root: JsonSchema | undefined) {
    this.#input = reading.input;
    this.#root = root;
    this.#write = (json) => {
      reading.arguments(json);
    };
  }

  /** Reads tags up to the parent's closer, which is read too; false where they break. */
  *members(schema: JsonSchema | undefined, parent: string, form: "object" | "array"): Parse<boolean> {
    const closer = `${sign}</${parent}>`;
    this.#write(form === "object" ? "{" : "[");
    for (let count = 0; ; count++) {
      const next = yield* this.#input.takeAfterSpace([closer, `${sign}<`]);
      if (next === null && !(yield* this.#input.modelEnded())) return false;
      if (next === null || next === closer) break;
      const tag = yield* this.#input.takeWhile((character) => /[^<>\n]/u.test(character));
      if (tag === "" || !(yield* this.#input.take(">"))) return false;
      if (count > 0) this.#write(", ");
      if (form === "object") this.#write(`${JSON.stringify(tag)}: `);
      const own = memberSchema(schema, form === "object" ? tag : null, this.#root);
      // What no schema describes is a text in a call, but inside other values whatever it looks like.
      if (!(yield* this.#value(own ?? (parent === "invoke" ? undefined : true), tag))) return false;
    }
    this.#write(form === "object" ? "}" : "]");
    return true;
  }

  *#value(schema: JsonSchema | undefined, tag: string): Parse<boolean> {
    const closer = `${sign}</${tag}>`;
    const form = yield* this.#form(closer, onlyType(schema, this.#root));
    if (form !== null) return yield* this.members(schema, tag, form);
    const writer = new ValueWriter(valueKind(schema, this.#root), this.#write);
    while ((yield* this.#input.peek()) !== "") {
      if (yield* this.#input.take(closer)) {
        writer.close();
        return true;
      }
      writer.push(this.#input.takeCharacter());
    }
    return false;
  }

  /** Whether the value has tags inside; null: it is a text. */
  *#form(closer: string, type: string | null): Parse<"object" | "array" | null> {
    const input = this.#input;
    return yield* input.lookahead(function* () {
      const next = yield* input.takeAfterSpace([closer, `${sign}<item>`, `${sign}<`]);
      if (type === "object" || type === "array") return next === null ? null : type;
      if (next === null || next === closer) return null;
      return next.endsWith("<item>") ? "array" : "object";
    });
  }
}
