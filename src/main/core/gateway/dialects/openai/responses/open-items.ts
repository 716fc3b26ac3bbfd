import type { TokenLogprob } from "../../../../engine/sampling";
import { isJsonObject } from "../../../decode/json-text";
import { chatLogprobs } from "../logprobs";
import type { EventFrames } from "./event-frames";
import {
  callItem,
  messageItem,
  reasoningItem,
  summaryPart,
  textPart,
  type ItemStatus,
  type OutputItem,
} from "./output-items";
import type { ClientTool } from "./tool-names";

/** An output item while it is written; each method gives the events to send. */
export interface OpenItem {
  open(): string;
  /** The item is null when it was cut off and must not be taken for a whole one: it stays unfinished. */
  close(status: ItemStatus): { readonly events: string; readonly item: OutputItem | null };
}

/** Where an item stands in the answer. */
export interface ItemPlace {
  readonly id: string;
  readonly outputIndex: number;
}

abstract class PlacedItem {
  protected readonly frames: EventFrames;
  protected readonly place: ItemPlace;
  readonly #members: string;

  constructor(frames: EventFrames, place: ItemPlace, partIndex: string) {
    this.frames = frames;
    this.place = place;
    this.#members = `"item_id":${JSON.stringify(place.id)},"output_index":${place.outputIndex}${partIndex}`;
  }

  protected added(item: OutputItem): string {
    return this.frames.objectFrame("response.output_item.added", { output_index: this.place.outputIndex, item });
  }

  protected done(item: OutputItem): string {
    return this.frames.objectFrame("response.output_item.done", { output_index: this.place.outputIndex, item });
  }

  protected event(type: string, members: string): string {
    return this.frames.frame(type, `${this.#members},${members}`);
  }

  protected eventOf(type: string, fields: object): string {
    return this.event(type, JSON.stringify(fields).slice(1, -1));
  }
}

export class OpenReasoning extends PlacedItem implements OpenItem {
  readonly #packed: boolean;
  #text = "";

  constructor(frames: EventFrames, place: ItemPlace, packed: boolean) {
    super(frames, place, `,"summary_index":0`);
    this.#packed = packed;
  }

  open(): string {
    const item = reasoningItem(this.place.id, "", "in_progress", false);
    return this.added(item) + this.eventOf("response.reasoning_summary_part.added", { part: summaryPart("") });
  }

  add(text: string): string {
    this.#text += text;
    return this.event("response.reasoning_summary_text.delta", `"delta":${JSON.stringify(text)}`);
  }

  close(status: ItemStatus) {
    const text = this.#text;
    const item = reasoningItem(this.place.id, text, status, this.#packed);
    const events =
      this.eventOf("response.reasoning_summary_text.done", { text }) +
      this.eventOf("response.reasoning_summary_part.done", { part: summaryPart(text) }) +
      this.done(item);
    return { events, item };
  }
}

export class OpenMessage extends PlacedItem implements OpenItem {
  #text = "";
  #logprobs: TokenLogprob[] | null = null;

  constructor(frames: EventFrames, place: ItemPlace) {
    super(frames, place, `,"content_index":0`);
  }

  open(): string {
    const item = messageItem(this.place.id, [], "in_progress");
    return this.added(item) + this.eventOf("response.content_part.added", { part: textPart("", null) });
  }

  add(text: string, logprobs: readonly TokenLogprob[] | undefined): string {
    this.#text += text;
    if (logprobs !== undefined) (this.#logprobs ??= []).push(...logprobs);
    const shown = logprobs === undefined ? "[]" : JSON.stringify(chatLogprobs(logprobs).content);
    return this.event("response.output_text.delta", `"delta":${JSON.stringify(text)},"logprobs":${shown}`);
  }

  close(status: ItemStatus) {
    const part = textPart(this.#text, this.#logprobs);
    const item = messageItem(this.place.id, [part], status);
    const events =
      this.eventOf("response.output_text.done", { text: part.text, logprobs: part.logprobs }) +
      this.eventOf("response.content_part.done", { part }) +
      this.done(item);
    return { events, item };
  }
}

export class OpenCall extends PlacedItem implements OpenItem {
  readonly #tool: ClientTool;
  readonly #callId: string;
  #argumentsJson = "";

  constructor(frames: EventFrames, place: ItemPlace, tool: ClientTool, callId: string) {
    super(frames, place, "");
    this.#tool = tool;
    this.#callId = callId;
  }

  open(): string {
    return this.added(this.#item("in_progress"));
  }

  add(text: string): string {
    this.#argumentsJson += text;
    return this.event("response.function_call_arguments.delta", `"delta":${JSON.stringify(text)}`);
  }

  close() {
    // Agents run every call that is done: one that was cut off never is.
    if (!isJsonObject(this.#argumentsJson)) return { events: "", item: null };
    const item = this.#item("completed");
    const events =
      this.eventOf("response.function_call_arguments.done", { name: item.name, arguments: item.arguments }) +
      this.done(item);
    return { events, item };
  }

  #item(status: ItemStatus) {
    const call = { id: this.#callId, argumentsJson: this.#argumentsJson };
    return callItem(this.place.id, this.#tool, call, status);
  }
}
