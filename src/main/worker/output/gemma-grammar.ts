import type { JsonSchema, ToolDefinition } from "../../core/engine/conversation";
import { literal, type GrammarBuilder } from "../grammar/grammar-builder";
import { textBefore } from "../grammar/text-before";
import { jsonArgument, taggedValue } from "./argument-grammar";
import { sequence } from "./call-grammar";
import { memberList } from "./keyword-grammar";
import { memberNames, memberSchema, onlyType, valueKind } from "./value-kind";

const quote = '<|"|>';
const scalarTypes = ["number", "boolean", "null"];
/** Lists and objects within each other, at most: as the schema says, and below that, or where it says nothing. */
const [deepest, deepestOpen] = [8, 4];

/** `<|tool_call>call:f{k:<|"|>text<|"|>,n:2}<tool_call|>`. */
export function gemmaCallGrammar(builder: GrammarBuilder, tool: ToolDefinition): string {
  const values = new GemmaValueGrammar(builder, tool);
  const body = values.object(tool.parameters, 0);
  return sequence(literal(`<|tool_call>call:${tool.name}`), body, literal("<tool_call|>"));
}

class GemmaValueGrammar {
  readonly #builder: GrammarBuilder;
  readonly #tool: ToolDefinition;

  constructor(builder: GrammarBuilder, tool: ToolDefinition) {
    this.#builder = builder;
    this.#tool = tool;
  }

  object(schema: JsonSchema, depth: number): string {
    const members = memberList(this.#builder, schema, this.#tool.parameters, ",", (key, member) =>
      sequence(literal(`${key}:`), this.#value(member, depth + 1)),
    );
    return sequence(literal("{"), members, literal("}"));
  }

  #value(schema: JsonSchema, depth: number): string {
    const root = this.#tool.parameters;
    if (valueKind(schema, root).type !== "json") {
      return sequence(literal(quote), taggedValue(this.#builder, this.#tool, schema, quote), literal(quote));
    }
    const type = onlyType(schema, root);
    if (type !== null && scalarTypes.includes(type)) return jsonArgument(this.#builder, this.#tool, schema);
    if (depth < deepest && type === "object" && memberNames(schema, root).length > 0) return this.object(schema, depth);
    const item = type === "array" ? memberSchema(schema, null, root) : undefined;
    if (depth >= deepest || item === undefined) return this.#open(deepestOpen, type);
    return boundedList(this.#builder.rule("item", this.#value(item, depth + 1)), schema);
  }

  /** Any value, or any of one type. */
  #open(depth: number, type: string | null): string {
    const builder = this.#builder;
    const text = builder.rule("text", sequence(literal(quote), textBefore(builder, quote), literal(quote)));
    const scalar = jsonArgument(builder, this.#tool, { type: scalarTypes });
    if (depth === 0) return builder.rule("scalar", `${text} | ${scalar}`);
    const inner = this.#open(depth - 1, null);
    const member = builder.rule("member", `[a-zA-Z_] [a-zA-Z0-9_]* ":" ${inner}`);
    const object = builder.rule("object", `"{" (${member} ("," ${member})*)? "}"`);
    const list = builder.rule("list", listOf(inner));
    if (type === "object") return object;
    if (type === "array") return list;
    return builder.rule("open", `${text} | ${scalar} | ${object} | ${list}`);
  }
}

function listOf(item: string): string {
  return `"[" (${item} ("," ${item})*)? "]"`;
}

/** Bounds above the limit are left to the model: a grammar has to write out each repetition. */
const largestBound = 100;

function boundedList(item: string, schema: JsonSchema): string {
  const { minItems, maxItems } = typeof schema === "object" ? schema : {};
  const bound = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) <= largestBound ? Number(value) : null;
  const [min, max] = [bound(minItems) ?? 0, bound(maxItems)];
  if (max === 0) return `"[]"`;
  const items = `${item} ("," ${item}){${Math.max(min - 1, 0)},${max === null ? "" : max - 1}}`;
  return min > 0 ? `"[" ${items} "]"` : `"[" (${items})? "]"`;
}
