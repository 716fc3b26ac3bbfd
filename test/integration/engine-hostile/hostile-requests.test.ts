import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { presets } from "../../support/gguf/presets";
import { writeTinyLlama } from "../../support/gguf/write-tiny-llama";
import {
  grammarRequests,
  promptRequests,
  samplingRequests,
  schemaRequests,
  type HostileRequest,
} from "../../support/hostile-requests";
import { codeOf, HostileRig } from "../../support/hostile-rig";

const model = "victim";
let rig: HostileRig;
let pid: number | null;

beforeAll(async () => {
  rig = await HostileRig.start((folder) => writeTinyLlama({ ...presets.tiny, path: join(folder, `${model}.gguf`) }));
  await rig.expectAnswer(model);
  pid = (await rig.residentOf(model))?.pid ?? null;
});
afterEach(async () => {
  await rig.expectSteady();
  await rig.expectAnswer(model);
  const before = pid;
  pid = (await rig.residentOf(model))?.pid ?? null;
  expect(pid, "the process of the victim itself").toBe(before);
});
afterAll(() => rig.dispose());

const groups: Readonly<Record<string, readonly HostileRequest[]>> = {
  sampling: samplingRequests,
  prompts: promptRequests,
  schemas: schemaRequests,
  grammars: grammarRequests,
};

describe.each(Object.entries(groups))("hostile %s", (_, requests) => {
  it.each(requests)("$name: $expected", async ({ path = "/v1/chat/completions", body, expected }) => {
    const { status, text } = await rig.post(path, { model, ...body });
    expect(status === 200 ? "answers" : `${status} ${codeOf(text)}`, text.slice(0, 500)).toBe(expected);
  });
});

describe("a request that its sender leaves", () => {
  it("in the middle of a long prompt frees the slot at once", async () => {
    const leave = new AbortController();
    const long = { model, prompt: "the dog ran home. ".repeat(150), max_tokens: 400 };
    const both = [rig.post("/v1/completions", long, leave.signal), rig.post("/v1/completions", long, leave.signal)];
    setTimeout(() => leave.abort(), 60);
    await Promise.all(both.map((answer) => expect(answer).rejects.toThrow(/abort/)));
    await rig.expectAnswer(model);
    expect((await rig.residentOf(model))?.leases).toBe(0);
  });
});
