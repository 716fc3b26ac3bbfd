import type { ConversationMessage, ToolCall } from "../../../../engine/conversation";

/**
 * One turn of the model, put together from the items it was given out as: what it thought, said and called was written in one go,
 * and only as one message does it render to what is in the cache.
 */
export class AssistantTurn {
  readonly #reasoning: string[] = [];
  readonly #texts: string[] = [];
  readonly #calls: ToolCall[] = [];
  #endsWithText = false;

  /** Two messages side by side are two turns: what the model writes in one comes as one message. */
  get endsWithText(): boolean {
    return this.#endsWithText;
  }

  think(text: string): void {
    this.#reasoning.push(text);
    this.#endsWithText = false;
  }

  say(text: string): void {
    this.#texts.push(text);
    this.#endsWithText = true;
  }

  call(call: ToolCall): void {
    this.#calls.push(call);
    this.#endsWithText = false;
  }

  message(): ConversationMessage {
    const reasoning = this.#reasoning.join("");
    return {
      role: "assistant",
      content: this.#texts.join(""),
      ...(reasoning === "" ? {} : { reasoning }),
      ...(this.#calls.length === 0 ? {} : { calls: this.#calls }),
    };
  }
}
