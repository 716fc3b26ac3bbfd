import { randomUUID } from "node:crypto";
import type { GenerateEvent } from "../../core/engine/engine";
import type { TokenLogprob } from "../../core/engine/sampling";
import type { OutputEvent } from "../output/output-parser";
import { StopStrings } from "./stop-strings";

type Piece = Exclude<GenerateEvent, { readonly type: "queued" | "prefill" | "finish" }>;

/**
 * Collects what a step's tokens mean as events of the engine: neighbours become one, calls get their number and id, stop strings cut the
 * content. Each event says how many tokens it stands for, those that showed nothing before it included.
 */
export class AnswerEvents {
  /** Calls that have ended properly. */
  completeCalls = 0;
  /** The stop string that was met; nothing is taken after it. */
  stop: string | null = null;
  readonly #stops: StopStrings;
  #pieces: Piece[] = [];
  #calls = 0;
  /** Tokens and logprobs that no event has carried yet. */
  #tokens = 0;
  #logprobs: TokenLogprob[] = [];

  constructor(stops: readonly string[]) {
    this.#stops = new StopStrings(stops);
  }

  addToken(): void {
    this.#tokens += 1;
  }

  addLogprob(logprob: TokenLogprob): void {
    this.#logprobs.push(logprob);
  }

  add(events: readonly OutputEvent[]): void {
    for (const event of events) {
      if (this.stop !== null) return;
      this.#add(event);
    }
  }

  /** Lets out text that might have become a stop string. */
  flush(): void {
    this.#content(this.#stops.flush());
  }

  take(): GenerateEvent[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #add(event: OutputEvent): void {
    if (event.type !== "content") this.flush();
    switch (event.type) {
      case "content": {
        const { text, stop } = this.#stops.push(event.text);
        this.#content(text);
        this.stop = stop;
        return;
      }
      case "reasoning":
        this.#logprobs = [];
        return this.#text({ type: "reasoning", text: event.text, tokens: 0 });
      case "callBegin":
        this.#logprobs = [];
        this.#calls += 1;
        return this.#put({
          type: "call",
          index: this.#calls - 1,
          id: event.id ?? `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`,
          name: event.name,
          tokens: 0,
        });
      case "arguments":
        return this.#text({ type: "arguments", index: this.#calls - 1, text: event.text, tokens: 0 });
      case "callEnd":
        this.#logprobs = [];
        this.completeCalls += 1;
        return;
    }
  }

  #content(text: string): void {
    if (text === "") return;
    const logprobs = this.#logprobs;
    this.#logprobs = [];
    this.#text({ type: "text", text, tokens: 0, ...(logprobs.length === 0 ? {} : { logprobs }) });
  }

  /** Joins a text with the piece before it when both are of one kind. */
  #text(piece: Piece & { readonly text: string }): void {
    if (piece.text === "") return;
    const last = this.#pieces.at(-1);
    if (last?.type !== piece.type || !("text" in last)) return this.#put(piece);
    this.#pieces.pop();
    const joined = { ...piece, text: last.text + piece.text, tokens: last.tokens };
    const before = last.type === "text" ? last.logprobs : undefined;
    if (joined.type !== "text" || before === undefined) return this.#put(joined);
    this.#put({ ...joined, logprobs: [...before, ...(joined.logprobs ?? [])] });
  }

  #put(piece: Piece): void {
    this.#pieces.push({ ...piece, tokens: piece.tokens + this.#tokens });
    this.#tokens = 0;
  }
}
