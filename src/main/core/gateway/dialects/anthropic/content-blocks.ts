import type { InferenceEvent } from "../../../inference/canonical";
import { serverEvent } from "./server-event";
import { signature } from "./signature";

type PieceEvent = Extract<InferenceEvent, { readonly choice: number; readonly tokens: number }>;
type Kind = "thinking" | "text" | "tool_use";

/**
 * The content of one streamed answer as blocks, one open at a time: what is of another kind than the piece before opens the next one.
 * This runs for every token, so the frame of a delta is written once for its block.
 */
export class ContentBlocks {
  #opened = 0;
  #open: { readonly kind: Kind; readonly head: string } | null = null;

  piece(event: PieceEvent): string {
    switch (event.type) {
      case "reasoning":
        if (event.text === "") return "";
        return this.#ensure("thinking", { type: "thinking", thinking: "", signature: "" }) + this.#delta(event.text);
      case "text":
        if (event.text === "") return "";
        return this.#ensure("text", { type: "text", text: "" }) + this.#delta(event.text);
      case "call":
        return this.close() + this.#begin("tool_use", { type: "tool_use", id: event.id, name: event.name, input: {} });
      case "arguments":
        return event.text === "" || this.#open?.kind !== "tool_use" ? "" : this.#delta(event.text);
    }
  }

  /** Ends the open block, if there is one. */
  close(): string {
    if (this.#open === null) return "";
    const { kind } = this.#open;
    const index = this.#opened - 1;
    this.#open = null;
    const delta = { type: "signature_delta", signature };
    const signed = kind === "thinking" ? serverEvent({ type: "content_block_delta", index, delta }) : "";
    return signed + serverEvent({ type: "content_block_stop", index });
  }

  #ensure(kind: Kind, block: object): string {
    return this.#open?.kind === kind ? "" : this.close() + this.#begin(kind, block);
  }

  #begin(kind: Kind, block: object): string {
    const index = this.#opened++;
    this.#open = { kind, head: deltaHead(kind, index) };
    return serverEvent({ type: "content_block_start", index, content_block: block });
  }

  #delta(text: string): string {
    return `${this.#open?.head ?? ""}${JSON.stringify(text)}}}\n\n`;
  }
}

const deltas: Readonly<Record<Kind, string>> = {
  thinking: '"type":"thinking_delta","thinking":',
  text: '"type":"text_delta","text":',
  tool_use: '"type":"input_json_delta","partial_json":',
};

function deltaHead(kind: Kind, index: number): string {
  return `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{${deltas[kind]}`;
}
