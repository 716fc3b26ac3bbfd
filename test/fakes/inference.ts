import type {
  Inference,
  InferenceEvent,
  InferenceRequest,
  InferenceTimings,
} from "../../src/main/core/inference/canonical";
import type { Usage } from "../../src/shared/shapes/run";

export const fakeDigest = `sha256:${"ab".repeat(32)}`;
export const fakeUsage: Usage = { promptTokens: 7, cachedTokens: 3, completionTokens: 2 };
export const fakeTimings: InferenceTimings = {
  loadMilliseconds: 0,
  queuedMilliseconds: 1,
  prefillMilliseconds: 20,
  decodeMilliseconds: 30.5,
  totalMilliseconds: 52,
};

/** What a resident model answers: the given pieces of text, one token each. */
export function answerOf(pieces: readonly string[], reference = "tiny:q8_0"): InferenceEvent[] {
  return [
    { type: "model", model: { reference, digest: fakeDigest, template: "model" } },
    { type: "prefill", promptTokens: 7, read: 3 },
    ...pieces.map((text): InferenceEvent => ({ type: "text", text, tokens: 1 })),
    { type: "finish", reason: "stop", usage: fakeUsage, timings: fakeTimings },
  ];
}

export type InferenceScript = (request: InferenceRequest, signal: AbortSignal) => AsyncIterable<InferenceEvent>;

/** Plays a script and remembers what it was asked, and which signals it was given. */
export class FakeInference implements Inference {
  readonly requests: InferenceRequest[] = [];
  readonly signals: AbortSignal[] = [];
  script: InferenceScript;

  constructor(script: InferenceScript = () => played(answerOf(["Hello", " there"]))) {
    this.script = script;
  }

  run(request: InferenceRequest, signal: AbortSignal): AsyncIterable<InferenceEvent> {
    this.requests.push(request);
    this.signals.push(signal);
    return this.script(request, signal);
  }

  get lastRequest(): InferenceRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error("Nothing was asked yet.");
    return request;
  }
}

/** The events one after the other; an Error among them is thrown. */
export async function* played(events: readonly (InferenceEvent | Error)[]): AsyncGenerator<InferenceEvent, void, void> {
  for (const event of events) {
    if (event instanceof Error) throw event;
    yield event;
  }
}

/** Resolves when the signal is aborted, with its reason. */
export function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
  });
}
