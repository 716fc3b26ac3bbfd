import { expect, it } from "vitest";
import { answerTo } from "../../../../../src/main/core/sovereignty/answer-unexpected";
import type { ProcessKind } from "../../../../../src/main/core/sovereignty/observe/judge-sockets";

it.each<[ProcessKind, boolean, boolean]>([
  ["worker", true, true],
  ["inspector", true, true],
  ["other", true, true],
  ["main", true, false],
  ["window", true, false],
  ["worker", false, false],
  ["inspector", false, false],
  ["other", false, false],
])("a connection of %s, where the setting allows ending it: %s, ends the process: %s", (kind, mayEnd, endsProcess) => {
  expect(answerTo({ pid: 7, kind, endpoint: "tcp 192.0.2.1:443" }, mayEnd)).toMatchObject({
    endsProcess,
    alarm: { process: kind, pid: 7, action: endsProcess ? "the process was ended" : "shown" },
  });
});
