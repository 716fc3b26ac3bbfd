import type { AnsweredChoice, AnswerFormat } from "../../answer/answer-format";
import { chunkEncoder, type AnswerIdentity, type ChunkShape } from "./chunk-encoder";
import { finishReasons } from "./finish-reason";
import { completionLogprobs } from "./logprobs";
import { openAiUsage } from "./usage";

/** Which choices are shown, and with what. */
export interface CompletionShape {
  /** The prompts' texts, where each choice begins with its own; else empty. */
  readonly echoes: readonly string[];
  readonly choicesPerPrompt: number;
  /** How many of them are shown; fewer than there are only in an answer in one piece. */
  readonly bestCount: number;
  readonly showLogprobs: boolean;
}

/** One stream's; where each choice's text has got to is needed for the tokens' offsets. */
function chunkShape({ echoes, choicesPerPrompt }: CompletionShape): ChunkShape {
  const offsets = new Map<number, number>();
  return {
    object: "text_completion",
    opening: (choice) => {
      const echo = echoes[Math.floor(choice / choicesPerPrompt)];
      return echo === undefined ? null : `"text":${JSON.stringify(echo)}`;
    },
    piece: (event) => {
      const isEmpty = event.type !== "text" || (event.text === "" && event.logprobs === undefined);
      return isEmpty ? null : `"text":${JSON.stringify(event.text)}`;
    },
    logprobs: (event) => {
      if (event.type !== "text" || event.logprobs === undefined) return "null";
      const offset = offsets.get(event.choice) ?? 0;
      offsets.set(event.choice, offset + event.text.length);
      return JSON.stringify(completionLogprobs(event.logprobs, offset));
    },
    empty: '"text":""',
  };
}

/** Answers of `POST /v1/completions`. */
export function completionFormat(identity: AnswerIdentity, shape: CompletionShape): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, choices, usage }) => ({
      id: identity.id,
      object: "text_completion",
      created: identity.createdSeconds,
      model: model.reference,
      choices: shownChoices(choices, shape).map(({ text, reason, logprobs }, index) => ({
        index,
        text: (shape.echoes[Math.floor(index / shape.bestCount)] ?? "") + text,
        finish_reason: finishReasons[reason],
        logprobs: logprobs === null || !shape.showLogprobs ? null : completionLogprobs(logprobs, 0),
      })),
      usage: openAiUsage(usage),
    }),
    stream: (reference) => chunkEncoder(chunkShape(shape), identity, reference),
  };
}

/** Of each prompt the best, by the mean log-probability of their tokens. */
function shownChoices(
  choices: readonly AnsweredChoice[],
  { choicesPerPrompt, bestCount }: CompletionShape,
): readonly AnsweredChoice[] {
  if (bestCount >= choicesPerPrompt) return choices;
  const shown: AnsweredChoice[] = [];
  for (let first = 0; first < choices.length; first += choicesPerPrompt) {
    const ranked = choices.slice(first, first + choicesPerPrompt).sort((one, other) => meanOf(other) - meanOf(one));
    shown.push(...ranked.slice(0, bestCount));
  }
  return shown;
}

function meanOf({ logprobs }: AnsweredChoice): number {
  if (logprobs === null || logprobs.length === 0) return Number.NEGATIVE_INFINITY;
  return logprobs.reduce((sum, { logprob }) => sum + logprob, 0) / logprobs.length;
}
