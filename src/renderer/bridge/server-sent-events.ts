/** One message of a `text/event-stream` body, as the HTML standard defines them; `event` is `message` unless the stream names it. */
export interface ServerSentMessage {
  readonly event: string;
  readonly data: string;
}

/** Collects chunks of text and gives the messages that are complete. */
export class ServerSentParser {
  #rest = "";
  #event = "message";
  #data: string[] = [];

  feed(chunk: string): ServerSentMessage[] {
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  #line(line: string): ServerSentMessage | null {
    if (line === "") return this.#flush();
    const colon = line.indexOf(":");
    // A line that begins with a colon is a comment; servers send them to keep the connection alive.
    if (colon === 0) return null;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    if (field === "data") this.#data.push(value);
    return null;
  }

  #flush(): ServerSentMessage | null {
    const message = this.#data.length === 0 ? null : { event: this.#event, data: this.#data.join("\n") };
    this.#event = "message";
    this.#data = [];
    return message;
  }
}

/** The messages of a response body until it ends. Leaving the loop cancels the body. */
export async function* readServerSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentMessage> {
  const parser = new ServerSentParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
