import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObjects, callWithArguments, callWithoutArguments } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "[THINK]", close: "[/THINK]" };
const marker = "[TOOL_CALLS]";
/** The templates refuse any other id in history. */
const idGrammar = "[a-zA-Z0-9]{9}";
const parser = proseParser({
  reasoning,
  calls: [{ marker, insideReasoning: false, parse: mistralCalls }],
  inventions: ["[TOOL_RESULTS]"],
});

/** `[TOOL_CALLS][{"name": …, "arguments": {…}, "id": …}, …]`: 7B v0.3, Nemo, Large 2407. */
export const mistralArray: OutputFamily = {
  name: "mistral-array",
  matches: (template) => template.includes(marker) && !template.includes("[ARGS]"),
  parser,
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: `${marker}[`,
    between: ", ",
    after: "]",
    call: callObjectGrammar({ last: `(${literal(', "id": "')} ${idGrammar} ${literal('"')})?` }),
  }),
};

/** `[TOOL_CALLS]name[CALL_ID]id[ARGS]{…}`, repeated: Small 3.2. */
export const mistralIds: OutputFamily = {
  name: "mistral-ids",
  matches: (template) => [marker, "[ARGS]", "[CALL_ID]"].every((text) => template.includes(text)),
  parser,
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    call: (builder, tool) =>
      sequence(literal(`${marker}${tool.name}[CALL_ID]`), idGrammar, literal("[ARGS]"), jsonArguments(builder, tool)),
  }),
};

/** `[TOOL_CALLS]name[ARGS]{…}`, repeated: Devstral, Magistral, Ministral 3, Large 3. */
export const mistralArguments: OutputFamily = {
  name: "mistral-arguments",
  matches: (template) => [marker, "[ARGS]"].every((text) => template.includes(text)),
  parser,
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    call: (builder, tool) => sequence(literal(`${marker}${tool.name}[ARGS]`), jsonArguments(builder, tool)),
  }),
};

/** Behind `[TOOL_CALLS]`: whichever of the three forms the model took. */
function* mistralCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.takeSpace();
  if ((yield* input.longest(["[", "{"])) !== null) return yield* callObjects(reading, "any", "behind");
  return yield* namedCall(reading);
}

function* namedCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const name = (yield* input.takeWhile((character) => /[^[\]{}\n]/u.test(character))).trim();
  let id: string | null = null;
  if (yield* input.take("[CALL_ID]")) id = (yield* input.takeWhile((character) => /\w/u.test(character))) || null;
  if (name === "" || !(yield* input.take("[ARGS]"))) return false;
  if ((yield* callWithArguments(reading, name, id)) !== "none") return true;
  if ((yield* input.peek()) !== "" || input.end !== "model") return false;
  callWithoutArguments(reading, name, id);
  return true;
}
