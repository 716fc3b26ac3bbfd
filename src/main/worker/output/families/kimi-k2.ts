import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callWithArguments, callWithoutArguments } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };
const sections = ["<|tool_calls_section_begin|>", "<|tool_call_section_begin|>"];
const sectionEnds = ["<|tool_calls_section_end|>", "<|tool_call_section_end|>"];
const begin = "<|tool_call_begin|>";
const argumentsBegin = "<|tool_call_argument_begin|>";
const end = "<|tool_call_end|>";

/** `<|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>{…}<|tool_call_end|>` in a section; the head is the call's id. */
export const kimiK2: OutputFamily = {
  name: "kimi-k2",
  matches: (template) => template.includes("<|tool_calls_section_begin|>"),
  parser: proseParser({
    reasoning,
    calls: [
      ...sections.map((marker) => ({ marker, parse: sectionCalls })),
      { marker: begin, keepsMarker: true, parse: sectionCalls },
      { marker: "(no content)", at: "start", insideReasoning: false, parse: isPlaceholder },
    ],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|tool_calls_section_begin|>",
    after: "<|tool_calls_section_end|>",
    call: (builder, tool) =>
      sequence(
        literal(`${begin}functions.${tool.name}:`),
        "[0-9] [0-9]? [0-9]?",
        literal(argumentsBegin),
        jsonArguments(builder, tool),
        literal(end),
      ),
  }),
  endTexts: ["[EOS]", "[EOT]"],
};

function* sectionCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  let count = 0;
  while ((yield* input.takeAfterSpace([begin])) !== null) {
    const head = yield* input.takeWhile((character) => /[^<\n]/u.test(character));
    if (!(yield* input.take(argumentsBegin)) || !(yield* call(reading, head.trim()))) return count > 0;
    count++;
  }
  if (count > 0) yield* input.takeAfterSpace(sectionEnds);
  return count > 0;
}

function* call(reading: Reading, id: string): Parse<boolean> {
  const { input } = reading;
  const name = toolName(reading, id);
  if (name === "") return false;
  const outcome = yield* callWithArguments(reading, name, id);
  if (outcome === "complete") yield* input.takeAfterSpace([end]);
  if (outcome !== "none") return true;
  if ((yield* input.takeAfterSpace([end])) === null) return false;
  callWithoutArguments(reading, name, id);
  return true;
}

/** The tool in `functions.f:0`, which some models write `functionsf0`. */
function toolName(reading: Reading, id: string): string {
  const plain = id.replace(/^functions\./u, "").replace(/:\d+$/u, "");
  const candidates = [plain, plain.replace(/\d+$/u, ""), plain.replace(/^functions/u, "")];
  candidates.push(plain.replace(/^functions/u, "").replace(/\d+$/u, ""));
  return candidates.find((name) => reading.knows(name)) ?? plain;
}

/** What some models say for want of content before they call. */
function* isPlaceholder({ input }: Reading): Parse<boolean> {
  return yield* input.lookahead(function* () {
    return (yield* input.takeAfterSpace([...sections, begin])) !== null;
  });
}
