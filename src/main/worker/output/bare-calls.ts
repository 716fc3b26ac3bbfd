import type { Parse } from "./input";
import { callObjects } from "./json-call";
import type { CallOpener } from "./prose";
import type { Reading } from "./reading";

/** Calls without any marker: JSON as the first thing of the content, or a fence that holds it. Only a tool's own name makes it a call. */
export const bareCalls: readonly CallOpener[] = [
  { marker: "{", at: "start", keepsMarker: true, insideReasoning: false, parse: bareCall },
  { marker: "[", at: "start", keepsMarker: true, insideReasoning: false, parse: bareCall },
  { marker: "```", at: "line", insideReasoning: false, parse: fencedCall },
];

function bareCall(reading: Reading): Parse<boolean> {
  return callObjects(reading, "known");
}

function* fencedCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.takeAny(["json", "JSON"]);
  if (!(yield* callObjects(reading, "known"))) return false;
  yield* input.takeAfterSpace(["```"]);
  return true;
}
