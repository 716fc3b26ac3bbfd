import { literal } from "../../grammar/grammar-builder";
import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<|START_THINKING|>", close: "<|END_THINKING|>" };
const keys = { name: "tool_name", arguments: "parameters" };

/** `<|START_ACTION|>[{"tool_call_id": …, "tool_name": …, "parameters": {…}}]<|END_ACTION|>` or a marked answer: Command R7B, A and newer. */
export const cohere: OutputFamily = {
  name: "cohere",
  matches: (template) => template.includes("<|START_ACTION|>"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<|START_ACTION|>", parse: cohereCalls }],
    answers: ["<|START_RESPONSE|>", "<|START_TEXT|>"],
    dropped: ["<|END_RESPONSE|>", "<|END_TEXT|>"],
    inventions: ["<|START_TOOL_RESULT|>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|START_ACTION|>[\n    ",
    between: ",\n    ",
    after: "\n]<|END_ACTION|>",
    call: callObjectGrammar({
      keys,
      first: `${literal('"tool_call_id": "')} [0-9]{1,4} ${literal('", ')}`,
    }),
  }),
  endTexts: ["<|END_OF_TURN_TOKEN|>"],
};

/** `Action:` and a fence that holds an array, with a tool of its own for answering: Command R+ of 2024. */
export const commandRPlus: OutputFamily = {
  name: "command-r-plus",
  matches: (template) => template.includes("directly-answer"),
  parser: proseParser({
    reasoning: null,
    calls: [{ marker: "Action:", at: "line", parse: fencedCalls }],
    dropped: ["Answer:"],
  }),
  reasoning: null,
  callGrammar: callGrammarOf({
    reasoning: null,
    before: "Action: ```json\n[",
    between: ", ",
    after: "]\n```",
    call: callObjectGrammar({ keys }),
  }),
  endTexts: ["<|END_OF_TURN_TOKEN|>"],
};

function* cohereCalls(reading: Reading): Parse<boolean> {
  if (!(yield* callObjects(reading, "any"))) return false;
  yield* reading.input.takeAfterSpace(["<|END_ACTION|>"]);
  return true;
}

function* fencedCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  if ((yield* input.takeAfterSpace(["```json", "```"])) === null) return false;
  if (!(yield* callObjects(reading, "known"))) return yield* directAnswer(reading);
  yield* input.takeAfterSpace(["```"]);
  return true;
}

/** The template offers answering as a tool; calling it is no call. */
function* directAnswer({ input }: Reading): Parse<boolean> {
  const block = yield* input.takeUntil(["```"]);
  return block?.text.includes('"directly-answer"') ?? false;
}
