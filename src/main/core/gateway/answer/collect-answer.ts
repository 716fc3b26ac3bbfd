import { TresorError } from "../../../../shared/errors";
import type { FinishReason } from "../../../../shared/shapes/run";
import type { TokenLogprob } from "../../engine/sampling";
import type { AnsweringModel, InferenceEvent } from "../../inference/canonical";
import type { AnsweredChoice, Answer } from "./answer-format";
import { CallCollector } from "./call-collector";

/** Reads an answer to its end. @throws TresorError as the iteration; `generation_failed` when it ends without a finish */
export async function collectAnswer(events: AsyncIterable<InferenceEvent>): Promise<Answer> {
  let model: AnsweringModel | null = null;
  const choices: ChoiceCollector[] = [];
  for await (const event of events) {
    if (event.type === "model") model = event.model;
    else if ("choice" in event) (choices[event.choice] ??= new ChoiceCollector()).take(event);
    else if (event.type === "done" && model !== null) {
      return { model, choices: choices.map((choice) => choice.result()), usage: event.usage, timings: event.timings };
    }
  }
  throw endedEarly();
}

export function endedEarly(): TresorError {
  return new TresorError("generation_failed", "The model's answer ended without a finish; try again.");
}

type ChoiceEvent = Extract<InferenceEvent, { readonly choice: number }>;

class ChoiceCollector {
  readonly #reasoning: string[] = [];
  readonly #text: string[] = [];
  readonly #calls = new CallCollector();
  #logprobs: TokenLogprob[] | null = null;
  #reason: FinishReason = "stop";
  #stop: string | null = null;

  take(event: ChoiceEvent): void {
    switch (event.type) {
      case "reasoning":
        this.#reasoning.push(event.text);
        return;
      case "text":
        this.#text.push(event.text);
        if (event.logprobs !== undefined) (this.#logprobs ??= []).push(...event.logprobs);
        return;
      case "call":
        this.#calls.begin(event.id, event.name);
        return;
      case "arguments":
        this.#calls.add(event.index, event.text);
        return;
      case "finish":
        this.#reason = event.reason;
        this.#stop = event.stop;
    }
  }

  result(): AnsweredChoice {
    return {
      reasoning: this.#reasoning.join(""),
      text: this.#text.join(""),
      calls: this.#calls.complete(),
      logprobs: this.#logprobs,
      reason: this.#reason,
      stop: this.#stop,
    };
  }
}
