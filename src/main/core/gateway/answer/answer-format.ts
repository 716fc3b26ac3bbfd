import type { TresorError } from "../../../../shared/errors";
import type { FinishReason, Usage } from "../../../../shared/shapes/run";
import type { ToolCall } from "../../engine/conversation";
import type { TokenLogprob } from "../../engine/sampling";
import type { AnsweringModel, InferenceEvent, InferenceRequest, InferenceTimings } from "../../inference/canonical";

/** What a dialect's decoder makes of a body. */
export interface DecodedRequest {
  readonly content: RequestContent;
  readonly stream: boolean;
  /** Fields that were understood and left out of account; told in the header `x-tresor-ignored`. */
  readonly ignored: readonly string[];
}

/** A canonical request without what the gateway adds. */
export type RequestContent = Omit<InferenceRequest, "id" | "client">;

/** A whole answer; its choices by their numbers. */
export interface Answer {
  readonly model: AnsweringModel;
  readonly choices: readonly AnsweredChoice[];
  readonly usage: Usage;
  readonly timings: InferenceTimings;
}

export interface AnsweredChoice {
  readonly reasoning: string;
  readonly text: string;
  /** Complete ones only. */
  readonly calls: readonly ToolCall[];
  /** Of the text's tokens; null when nobody asked. */
  readonly logprobs: readonly TokenLogprob[] | null;
  readonly reason: FinishReason;
  /** The stop string that ended it; null when none did. */
  readonly stop: string | null;
}

/** How a dialect renders answers. */
export interface AnswerFormat {
  /** Of a stream. */
  readonly contentType: string;
  /** The body of an answer in one piece. */
  whole(answer: Answer): unknown;
  /** A new encoder for one stream; `reference` is the model's name as far as it is known now. */
  stream(reference: string): StreamEncoder;
}

/** Renders canonical events, one after the other, as the bytes of one stream; an empty string means that nothing is to be sent. */
export interface StreamEncoder {
  encode(event: InferenceEvent): string;
  /** A sign of life that no client reads. */
  comment(text: string): string;
  /** An empty piece of the answer: a sign of life for clients that take comments for silence. */
  pulse(): string;
  /** The failure of a stream that has begun, and its proper end. */
  failure(error: TresorError): string;
}
