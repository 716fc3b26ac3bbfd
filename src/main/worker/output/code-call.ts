import type { Parse } from "./input";
import type { Reading } from "./reading";

/** What tools that run code are called. */
const interpreters = ["python", "code_interpreter", "ipython"];

/** Reads all that follows as the code of an interpreter's call, if one was offered. */
export function* codeCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const name = interpreters.find((interpreter) => reading.knows(interpreter));
  if (name === undefined || (yield* input.peek()) === "") return false;
  reading.beginCall(name, null);
  reading.arguments('{"code": "');
  for (let next = yield* input.peek(); next !== ""; next = yield* input.peek()) {
    reading.arguments(JSON.stringify(input.takeCharacter()).slice(1, -1));
  }
  if (input.end !== "model") return true;
  reading.arguments('"}');
  reading.endCall();
  return true;
}
