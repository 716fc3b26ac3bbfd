import { TresorError } from "../../../../shared/errors";
import type { AnsweringModel, InferenceEvent } from "../../inference/canonical";
import type { Answer } from "./answer-format";

/** Reads an answer to its end. @throws TresorError as the iteration; `generation_failed` when it ends without a finish */
export async function collectAnswer(events: AsyncIterable<InferenceEvent>): Promise<Answer> {
  let model: AnsweringModel | null = null;
  const pieces: string[] = [];
  for await (const event of events) {
    if (event.type === "model") model = event.model;
    if (event.type === "text") pieces.push(event.text);
    if (event.type === "finish" && model !== null) {
      return { model, text: pieces.join(""), reason: event.reason, usage: event.usage, timings: event.timings };
    }
  }
  throw endedEarly();
}

export function endedEarly(): TresorError {
  return new TresorError("generation_failed", "The model's answer ended without a finish; try again.");
}
