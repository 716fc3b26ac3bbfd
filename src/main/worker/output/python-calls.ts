import type { ToolDefinition } from "../../core/engine/conversation";
import type { Parse } from "./input";
import type { AcceptedNames, CallOutcome } from "./json-call";
import type { CallOpener } from "./prose";
import { pythonLiteral } from "./python-literal";
import type { Reading } from "./reading";
import { schemaValue } from "./schema-value";

/** Calls without any marker, as the first thing of the content: only a tool's own name makes Python a call. */
export function barePythonCalls(tools: readonly ToolDefinition[]): readonly CallOpener[] {
  return tools
    .flatMap(({ name }) => [`[${name}(`, `${name}(`])
    .map((marker) => ({
      marker,
      at: "start",
      keepsMarker: true,
      insideReasoning: false,
      parse: (reading) => pythonCalls(reading, "known"),
    }));
}

/**
 * Reads `[f(a="x", n=2), g()]`, also without the brackets and with line breaks for commas. True: at least one call began. What breaks
 * later stays unread.
 * @param method what stands between a name and its arguments without belonging to either, as `.call`
 */
export function* pythonCalls(reading: Reading, names: AcceptedNames, method = ""): Parse<boolean> {
  const { input } = reading;
  yield* input.takeSpace();
  const isList = yield* input.take("[");
  let count = 0;
  for (;;) {
    const mark = input.mark();
    if (count > 0) yield* takeComma(reading);
    yield* input.takeSpace();
    const name = yield* calledName(reading, names, method);
    if (name === null) {
      input.rewind(mark);
      break;
    }
    count++;
    if ((yield* callWithKeywords(reading, name)) !== "complete" || reading.isComplete) return true;
  }
  if (isList && count > 0) yield* takeBracket(reading);
  return count > 0;
}

/** Reads `a="x", n=2)` of a call that nothing can undo any more. */
function* callWithKeywords(reading: Reading, name: string): Parse<CallOutcome> {
  const { input } = reading;
  reading.beginCall(name, null);
  reading.arguments("{");
  for (let count = 0; ; count++) {
    yield* input.takeSpace();
    if ((yield* input.take(")")) || (count > 0 && (yield* modelEnded(reading)))) break;
    const key = yield* keyword(reading);
    if (key === null) return "broken";
    reading.arguments(`${count > 0 ? ", " : ""}${JSON.stringify(key)}: `);
    if (!(yield* schemaValue(reading, name, key, (write) => pythonLiteral(input, write)))) return "broken";
    yield* input.takeSpace();
    if (!(yield* input.take(",")) && !(yield* input.starts(")")) && !(yield* modelEnded(reading))) return "broken";
  }
  reading.arguments("}");
  reading.endCall();
  return "complete";
}

/** Reads `f(` where arguments with keywords follow, or none; null for anything else. */
function* calledName(reading: Reading, names: AcceptedNames, method: string): Parse<string | null> {
  const { input } = reading;
  const words = yield* input.takeWhile((character) => /[\p{L}\p{N}_.-]/u.test(character));
  if (!words.endsWith(method)) return null;
  const name = words.slice(0, words.length - method.length);
  if (name === "" || (names === "known" && !reading.knows(name)) || !(yield* input.take("("))) return null;
  const isCall = yield* input.lookahead(function* () {
    yield* input.takeSpace();
    return (yield* input.starts(")")) || (yield* keyword(reading)) !== null;
  });
  return isCall ? name : null;
}

/** Reads `name=`; any name, also one that Python reserves. */
function* keyword({ input }: Reading): Parse<string | null> {
  const name = yield* input.takeWhile((character) => /[\p{L}\p{N}_.$-]/u.test(character));
  yield* input.takeSpace();
  return name !== "" && (yield* input.take("=")) ? name : null;
}

function* takeComma({ input }: Reading): Parse<void> {
  yield* input.takeSpace();
  yield* input.takeAny([",", ";"]);
}

function* takeBracket({ input }: Reading): Parse<void> {
  const mark = input.mark();
  yield* input.takeSpace();
  if (yield* input.take("]")) input.release(mark);
  else input.rewind(mark);
}

function* modelEnded({ input }: Reading): Parse<boolean> {
  return (yield* input.peek()) === "" && input.end === "model";
}
