import type { InferenceEvent } from "../../inference/canonical";
import type { Pace } from "../gateway-context";
import type { StreamEncoder } from "./answer-format";
import { endedEarly } from "./collect-answer";
import { silence, type EventReader } from "./event-reader";
import type { ResponseWriter } from "./response-writer";
import { SignsOfLife } from "./signs-of-life";

/**
 * The events up to the moment when the headers may go out: the engine reads the prompt, or the time for opening is over. A
 * failure until then is thrown, so that it gets its own status.
 */
export async function openAnswer(reader: EventReader<InferenceEvent>, pace: Pace): Promise<InferenceEvent[]> {
  const until = performance.now() + pace.openingMilliseconds;
  const seen: InferenceEvent[] = [];
  for (;;) {
    const event = await reader.nextWithin(until - performance.now());
    if (event === silence) return seen;
    if (event === undefined) throw endedEarly();
    seen.push(event);
    const loading = event.type === "loading" || event.type === "model";
    if (!loading || performance.now() >= until) return seen;
  }
}

/** An answer whose headers are out. */
export interface OpenedStream {
  /** The events that were read before the headers went out. */
  readonly seen: readonly InferenceEvent[];
  readonly reader: EventReader<InferenceEvent>;
  readonly encoder: StreamEncoder;
  readonly writer: ResponseWriter;
  readonly pace: Pace;
}

/**
 * Writes a stream whose headers are out, with signs of life while nothing comes. Ends when the answer does.
 * @throws TresorError as the iteration; `cancelled` when the client is gone
 */
export async function streamAnswer({ seen, reader, encoder, writer, pace }: OpenedStream): Promise<void> {
  const life = new SignsOfLife(encoder, writer, pace);

  /** Whether the answer ends with this event. */
  const take = async (event: InferenceEvent): Promise<boolean> => {
    life.doing = activityOf(event);
    const piece = encoder.encode(event);
    if (piece !== "") {
      life.heard();
      await writer.write(piece);
    }
    return event.type === "done";
  };

  try {
    for (const event of seen) if (await take(event)) return;
    for (;;) {
      const event = await reader.next();
      if (event === undefined) throw endedEarly();
      if (await take(event)) return;
    }
  } finally {
    life.end();
  }
}

/** What a client waits for after this event. */
function activityOf(event: InferenceEvent): string {
  switch (event.type) {
    case "loading":
      return `loading ${Math.round(event.progress * 100)}%`;
    case "model":
      return "waiting";
    case "prefill":
      return `reading ${event.read} of ${event.promptTokens} tokens`;
    case "reasoning":
      return "thinking";
    case "text":
    case "call":
    case "arguments":
    case "finish":
    case "done":
      return "writing";
  }
}
