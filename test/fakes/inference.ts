import type { EngineTask, EngineTasks } from "../../src/main/core/engine/tasks";
import type {
  Inference,
  InferenceEvent,
  InferenceQuestion,
  InferenceRequest,
  InferenceTimings,
} from "../../src/main/core/inference/canonical";
import type { FinishReason, Usage } from "../../src/shared/shapes/run";

export const fakeDigest = `sha256:${"ab".repeat(32)}`;
export const fakeUsage: Usage = { promptTokens: 7, cachedTokens: 3, completionTokens: 2, reasoningTokens: 1 };
export const fakeTimings: InferenceTimings = {
  loadMilliseconds: 0,
  queuedMilliseconds: 1,
  prefillMilliseconds: 20,
  decodeMilliseconds: 30.5,
  totalMilliseconds: 52,
};

/** A conversation of one message; tests say only what matters to them. */
export const fakeRequest: InferenceRequest = {
  id: "req_1",
  reference: "text",
  client: "editor",
  prompt: { type: "chat", conversation: { messages: [{ role: "user", content: "Hello" }] } },
  sampling: {},
  stop: [],
};

/** Pieces of the first choice without their numbers. */
export type FakePiece =
  | string
  | { readonly thought: string }
  | { readonly call: string; readonly id?: string; readonly arguments: readonly string[] };

/** What a resident model answers: the given pieces, one token each; calls are counted. */
export function answerOf(
  pieces: readonly FakePiece[],
  reference = "tiny:q8_0",
  reason: FinishReason = "stop",
): InferenceEvent[] {
  return [
    { type: "model", model: { reference, digest: fakeDigest, template: "model" } },
    { type: "prefill", promptTokens: 7, read: 3 },
    ...piecesOf(pieces, 0),
    { type: "finish", choice: 0, reason, stop: null },
    { type: "done", usage: fakeUsage, timings: fakeTimings },
  ];
}

/** The same pieces as events of one choice, without a finish. */
export function piecesOf(pieces: readonly FakePiece[], choice: number): InferenceEvent[] {
  let calls = 0;
  return pieces.flatMap((piece): InferenceEvent[] => {
    if (typeof piece === "string") return [{ type: "text", choice, text: piece, tokens: 1 }];
    if ("thought" in piece) return [{ type: "reasoning", choice, text: piece.thought, tokens: 1 }];
    const index = calls++;
    return [
      { type: "call", choice, index, id: piece.id ?? `call_${index}`, name: piece.call, tokens: 1 },
      ...piece.arguments.map((text): InferenceEvent => ({ type: "arguments", choice, index, text, tokens: 1 })),
    ];
  });
}

export type InferenceScript = (request: InferenceRequest, signal: AbortSignal) => AsyncIterable<InferenceEvent>;
export type ComputeScript = {
  readonly [T in EngineTask]?: (input: EngineTasks[T]["input"]) => EngineTasks[T]["output"];
};

/** Plays a script and remembers what it was asked, and which signals it was given. */
export class FakeInference implements Inference {
  readonly requests: InferenceRequest[] = [];
  readonly questions: InferenceQuestion<EngineTask>[] = [];
  readonly signals: AbortSignal[] = [];
  script: InferenceScript;
  /** What questions are answered; a task without an entry fails the test. */
  computes: ComputeScript = {};

  constructor(script: InferenceScript = () => played(answerOf(["Hello", " there"]))) {
    this.script = script;
  }

  run(request: InferenceRequest, signal: AbortSignal): AsyncIterable<InferenceEvent> {
    this.requests.push(request);
    this.signals.push(signal);
    return this.script(request, signal);
  }

  async compute<T extends EngineTask>(question: InferenceQuestion<T>, signal: AbortSignal) {
    this.questions.push(question);
    this.signals.push(signal);
    const answer = this.computes[question.task] as
      ((input: EngineTasks[T]["input"]) => EngineTasks[T]["output"]) | undefined;
    if (answer === undefined) throw new Error(`No answer to ${question.task} is scripted.`);
    const model = { reference: "tiny:q8_0", digest: fakeDigest, template: "model" } as const;
    return { model, output: answer(question.input) };
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
