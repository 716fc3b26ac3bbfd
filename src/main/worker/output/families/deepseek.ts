import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callWithArguments, callWithoutArguments } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };
const section = "<｜tool▁calls▁begin｜>";
const sectionEnd = "<｜tool▁calls▁end｜>";
const begin = "<｜tool▁call▁begin｜>";
const separator = "<｜tool▁sep｜>";
const end = "<｜tool▁call▁end｜>";

const parser = proseParser({
  reasoning,
  calls: [
    { marker: section, parse: sectionCalls },
    { marker: begin, keepsMarker: true, parse: sectionCalls },
  ],
  inventions: ["<｜tool▁outputs▁begin｜>"],
});

/** ``<｜tool▁call▁begin｜>function<｜tool▁sep｜>f⏎```json⏎{…}⏎```<｜tool▁call▁end｜>`` inside a section. */
export const deepSeekR1: OutputFamily = {
  name: "deepseek-r1",
  matches: (template) => template.includes(section) && template.includes("```json"),
  parser,
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: section,
    between: "\n",
    after: sectionEnd,
    call: (builder, tool) =>
      sequence(
        literal(`${begin}function${separator}${tool.name}\n\`\`\`json\n`),
        jsonArguments(builder, tool),
        literal(`\n\`\`\`${end}`),
      ),
  }),
};

/** `<｜tool▁call▁begin｜>f<｜tool▁sep｜>{…}<｜tool▁call▁end｜>` inside a section. */
export const deepSeekV31: OutputFamily = {
  name: "deepseek-v3.1",
  matches: (template) => template.includes(section),
  parser,
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: section,
    after: sectionEnd,
    call: (builder, tool) =>
      sequence(literal(`${begin}${tool.name}${separator}`), jsonArguments(builder, tool), literal(end)),
  }),
};

function* sectionCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  let count = 0;
  while ((yield* input.takeAfterSpace([begin])) !== null) {
    const head = yield* input.takeWhile((character) => /[^<\n]/u.test(character));
    if (!(yield* input.take(separator))) return count > 0;
    yield* input.takeSpace();
    const isBare = (yield* input.peek()) === "{";
    const name = isBare ? head : yield* input.takeWhile((character) => character !== "\n" && character !== "{");
    if (!isBare) yield* input.takeAfterSpace(["```json", "```"]);
    if (!(yield* call(reading, name.trim()))) return count > 0;
    count++;
  }
  yield* input.takeAfterSpace([sectionEnd]);
  return count > 0;
}

/** The arguments and what closes them; false: no call began. */
function* call(reading: Reading, name: string): Parse<boolean> {
  const { input } = reading;
  if (name === "") return false;
  const outcome = yield* callWithArguments(reading, name, null);
  if (outcome === "none") {
    if ((yield* input.takeAfterSpace([end])) === null) return false;
    callWithoutArguments(reading, name, null);
    return true;
  }
  if (outcome === "broken") return true;
  yield* input.takeAfterSpace(["```"]);
  yield* input.takeAfterSpace([end]);
  return true;
}
