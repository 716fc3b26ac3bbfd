import type { ConversationMessage } from "../../../../engine/conversation";
import { isObject } from "../../../body/json-document";
import { decodeCall } from "../../../decode/call-history";
import { invalidField } from "../../../decode/fields";
import { AssistantTurn } from "./assistant-turn";
import { decodeContent, decodeOutput, reasoningTexts } from "./decode-content";
import { unpackReasoning } from "./packed-reasoning";
import type { ToolNames } from "./tool-names";

export type Item = Readonly<Record<string, unknown>>;

export interface DecodedItems {
  readonly messages: readonly ConversationMessage[];
  /** Items of types that are not known here, by their place. */
  readonly ignored: readonly string[];
}

/** Items of a response's input as a conversation. @throws TresorError `invalid_request`, `unsupported` */
export function decodeItems(items: readonly unknown[], names: ToolNames): DecodedItems {
  const reader = new ItemReader(names);
  for (const [index, item] of items.entries()) reader.take(item, index);
  return reader.finish();
}

class ItemReader {
  readonly #names: ToolNames;
  readonly #messages: ConversationMessage[] = [];
  readonly #ignored: string[] = [];
  #turn: AssistantTurn | null = null;

  constructor(names: ToolNames) {
    this.#names = names;
  }

  take(item: unknown, index: number): void {
    const field = `input.${index}`;
    if (!isObject(item)) throw invalidField(field, "must be an item: an object with a type or a role");
    switch (typeOf(item)) {
      case "message":
        this.#message(item, field);
        return;
      case "reasoning":
        for (const text of thoughtsOf(item)) this.#open().think(text);
        return;
      case "function_call":
        this.#call(item, index, field);
        return;
      case "function_call_output":
        this.#say({ role: "tool", content: decodeOutput(item["output"], `${field}.output`), ...callIdOf(item) });
        return;
      default:
        this.#ignored.push(field);
    }
  }

  finish(): DecodedItems {
    this.#close();
    return { messages: this.#messages, ignored: this.#ignored };
  }

  #message(item: Item, field: string): void {
    const { role } = item;
    const content = decodeContent(item["content"], `${field}.content`);
    switch (role) {
      case "system":
      case "developer":
      case "user":
        this.#say({ role, content });
        return;
      case "assistant":
        if (this.#turn?.endsWithText === true) this.#close();
        this.#open().say(content);
        return;
      default:
        throw invalidField(`${field}.role`, "must be system, developer, user or assistant");
    }
  }

  #call(item: Item, index: number, field: string): void {
    const { name, namespace, arguments: passed } = item;
    const { callId = `call_${index}` } = callIdOf(item);
    const isNamed = typeof name === "string";
    const known = isNamed
      ? this.#names.forModel({ name, namespace: typeof namespace === "string" ? namespace : undefined })
      : name;
    this.#open().call(decodeCall({ name: known, arguments: passed }, callId, field));
  }

  #say(message: ConversationMessage): void {
    this.#close();
    this.#messages.push(message);
  }

  #open(): AssistantTurn {
    return (this.#turn ??= new AssistantTurn());
  }

  #close(): void {
    if (this.#turn !== null) this.#messages.push(this.#turn.message());
    this.#turn = null;
  }
}

function typeOf({ type, role }: Item): unknown {
  return type ?? (role === undefined ? null : "message");
}

/** The same text may be there in up to three forms. */
function thoughtsOf(item: Item): readonly string[] {
  const content = reasoningTexts(item["content"]);
  if (content.length > 0) return content;
  const packed = unpackReasoning(item["encrypted_content"]);
  return packed === null ? reasoningTexts(item["summary"]) : [packed];
}

function callIdOf({ call_id: callId }: Item): { readonly callId?: string } {
  return typeof callId === "string" && callId !== "" ? { callId } : {};
}
