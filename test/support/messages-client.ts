import { createParser } from "eventsource-parser";

export interface MessageUsage {
  readonly input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly output_tokens: number;
}

export type ContentBlock = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a client of Anthropic's API has of an answer, whole or put together from a stream. */
export interface ReadMessage {
  readonly content: readonly ContentBlock[];
  readonly stop_reason: string | null;
  readonly stop_sequence: string | null;
  /** Of a stream: as `message_start` told it. */
  readonly begun: MessageUsage | null;
  readonly usage: MessageUsage;
}

/** As a coding agent sends it, by plain fetch. */
export function postMessages(url: string, body: object, path = "/v1/messages?beta=true"): Promise<Response> {
  const headers = { "anthropic-version": "2023-06-01", "content-type": "application/json" };
  return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

export async function readWholeMessage(url: string, body: object): Promise<ReadMessage> {
  const response = await postMessages(url, body);
  if (!response.ok) throw new Error(await response.text());
  return { begun: null, ...((await response.json()) as Omit<ReadMessage, "begun">) };
}

export async function readStreamedMessage(url: string, body: object): Promise<ReadMessage> {
  const response = await postMessages(url, { ...body, stream: true });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  const collector = new MessageCollector();
  const parser = createParser({ onEvent: ({ data }) => collector.take(JSON.parse(data) as StreamEvent) });
  parser.feed(text);
  return collector.result();
}

type StreamEvent =
  | { readonly type: "message_start"; readonly message: { readonly usage: MessageUsage } }
  | { readonly type: "content_block_start"; readonly content_block: ContentBlock }
  | { readonly type: "content_block_delta"; readonly delta: Readonly<Partial<Record<string, string>>> }
  | { readonly type: "message_delta"; readonly delta: Omit<MessageEnd, "usage">; readonly usage: MessageUsage }
  | { readonly type: "content_block_stop" | "message_stop" | "ping" | "error" };

type MessageEnd = Pick<ReadMessage, "stop_reason" | "stop_sequence" | "usage">;

/** Joins a stream as strict clients do: a delta belongs to the one open block. */
class MessageCollector {
  readonly #blocks: Record<string, unknown>[] = [];
  #json = "";
  #begun: MessageUsage | null = null;
  #end: MessageEnd | null = null;
  #isStopped = false;

  take(event: StreamEvent): void {
    const block = this.#blocks.at(-1) ?? {};
    switch (event.type) {
      case "message_start":
        this.#begun = event.message.usage;
        return;
      case "content_block_start":
        this.#blocks.push({ ...event.content_block });
        this.#json = "";
        return;
      case "content_block_delta":
        return this.#add(block, event.delta);
      case "content_block_stop":
        if (block["type"] === "tool_use") block["input"] = JSON.parse(this.#json) as unknown;
        return;
      case "message_delta":
        this.#end = { ...event.delta, usage: event.usage };
        return;
      case "message_stop":
        this.#isStopped = true;
        return;
      case "ping":
        return;
      case "error":
        throw new Error(JSON.stringify(event));
    }
  }

  result(): ReadMessage {
    if (!this.#isStopped || this.#end === null) throw new Error("The stream ended without a message_stop.");
    return { content: this.#blocks as ContentBlock[], begun: this.#begun, ...this.#end };
  }

  #add(block: Record<string, unknown>, delta: Readonly<Partial<Record<string, string>>>): void {
    for (const name of ["text", "thinking", "signature"] as const) {
      const before = block[name];
      if (delta[name] !== undefined) block[name] = (typeof before === "string" ? before : "") + delta[name];
    }
    this.#json += delta["partial_json"] ?? "";
  }
}
