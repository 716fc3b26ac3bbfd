import type { TresorError } from "../../../../../../shared/errors";
import type { FinishReason, Usage } from "../../../../../../shared/shapes/run";
import type { InferenceEvent } from "../../../../inference/canonical";
import type { StreamEncoder } from "../../../answer/answer-format";
import { openAiError } from "../errors";
import { EventFrames } from "./event-frames";
import { OpenCall, OpenMessage, OpenReasoning, type ItemPlace, type OpenItem } from "./open-items";
import type { OutputItem } from "./output-items";
import { itemId, type ItemKind, type ResponseContext } from "./response-context";
import { responseObject, type ResponseState } from "./response-object";

/**
 * One streamed response: every item is closed before the next begins, as clients demand it. A sign of life is
 * `response.in_progress` once more: Codex and others take a comment for silence.
 */
export class ResponseStream implements StreamEncoder {
  readonly #context: ResponseContext;
  readonly #frames = new EventFrames();
  readonly #output: OutputItem[] = [];
  #model: string;
  #open: OpenItem | null = null;
  #opened = 0;
  #begun = false;
  #reason: FinishReason = "stop";

  constructor(context: ResponseContext, reference: string) {
    this.#context = context;
    this.#model = reference;
  }

  encode(event: InferenceEvent): string {
    switch (event.type) {
      case "loading":
        this.#model = event.reference;
        return this.#begin();
      case "model":
        this.#model = event.model.reference;
        return this.#begin();
      case "prefill":
        return this.#begin();
      case "reasoning":
        return event.text === "" ? "" : this.#begin() + this.#think(event.text);
      case "text":
        return event.text === "" && event.logprobs === undefined ? "" : this.#begin() + this.#say(event);
      case "call":
        return this.#begin() + this.#call(event);
      case "arguments":
        return this.#open instanceof OpenCall && event.text !== "" ? this.#open.add(event.text) : "";
      case "finish":
        this.#reason = event.reason;
        return this.#begin() + this.#close(event.reason === "length" ? "incomplete" : "completed");
      case "done":
        return this.#complete(event.usage);
    }
  }

  comment(text: string): string {
    return `: ${text}\n\n`;
  }

  pulse(): string {
    return this.#begun ? this.#state("response.in_progress", this.#inProgress()) : this.#begin();
  }

  failure(error: TresorError): string {
    const begun = this.#begin();
    const { error: shown } = openAiError(error);
    const { code, message, param } = shown;
    const state: ResponseState = {
      status: "failed",
      model: this.#model,
      output: this.#output,
      usage: null,
      error: { code, message },
    };
    // Older clients read the failure's own fields, newer ones the object inside; Codex reads only the failed response.
    const told = this.#frames.objectFrame("error", { code, message, param, error: shown });
    return begun + told + this.#state("response.failed", state);
  }

  #begin(): string {
    if (this.#begun) return "";
    this.#begun = true;
    return (
      this.#state("response.created", this.#inProgress()) + this.#state("response.in_progress", this.#inProgress())
    );
  }

  #think(text: string): string {
    if (this.#open instanceof OpenReasoning) return this.#open.add(text);
    const item = this.#next("reasoning", (place) => {
      return new OpenReasoning(this.#frames, place, this.#context.packReasoning);
    });
    return item.events + item.open.add(text);
  }

  #say({ text, logprobs }: Extract<InferenceEvent, { readonly type: "text" }>): string {
    if (this.#open instanceof OpenMessage) return this.#open.add(text, logprobs);
    const item = this.#next("message", (place) => new OpenMessage(this.#frames, place));
    return item.events + item.open.add(text, logprobs);
  }

  #call({ id, name }: Extract<InferenceEvent, { readonly type: "call" }>): string {
    const tool = this.#context.names.forClient(name);
    return this.#next("call", (place) => new OpenCall(this.#frames, place, tool, id)).events;
  }

  #next<T extends OpenItem>(kind: ItemKind, create: (place: ItemPlace) => T) {
    const closed = this.#close("completed");
    const outputIndex = this.#opened++;
    const open = create({ id: itemId(this.#context, kind, outputIndex), outputIndex });
    this.#open = open;
    return { open, events: closed + open.open() };
  }

  #close(status: "completed" | "incomplete"): string {
    if (this.#open === null) return "";
    const { events, item } = this.#open.close(status);
    if (item !== null) this.#output.push(item);
    this.#open = null;
    return events;
  }

  #complete(usage: Usage): string {
    const status = this.#reason === "length" ? "incomplete" : "completed";
    this.#context.onComplete(this.#output);
    return this.#state(`response.${status}`, { status, model: this.#model, output: this.#output, usage });
  }

  #inProgress(): ResponseState {
    return { status: "in_progress", model: this.#model, output: [], usage: null };
  }

  #state(type: string, state: ResponseState): string {
    return this.#frames.objectFrame(type, { response: responseObject(this.#context.identity, state) });
  }
}
