import { expect, it } from "vitest";
import { harmonyHeader } from "../../../../../src/main/worker/output/harmony-header";

it.each([
  ["assistant<|channel|>final", "final", null],
  ["assistant to=functions.f<|channel|>commentary json", "commentary", "f"],
  ["<|channel|>commentary to=functions.final_answer json", "commentary", "final_answer"],
  ["<|channel|>commentary to=assistant<|channel|>analysis", "analysis", "assistant"],
  ["<|channel|>commentary2", "commentary", null],
  ["<|channel|>thoughts", "analysis", null],
  ["", "analysis", null],
] as const)("understands %s", (text, channel, recipient) => {
  expect(harmonyHeader(text)).toEqual({ channel, recipient });
});
