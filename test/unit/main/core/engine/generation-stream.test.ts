import { describe, expect, it } from "vitest";
import { GenerationStream } from "../../../../../src/main/core/engine/generation-stream";
import type { GenerateEvent } from "../../../../../src/main/core/engine/engine";
import { TresorError } from "../../../../../src/shared/errors";

const piece = (text: string): GenerateEvent => ({ type: "text", text, tokens: 1 });
const finish: GenerateEvent = {
  type: "finish",
  reason: "stop",
  stop: null,
  usage: { promptTokens: 1, cachedTokens: 0, reasoningTokens: 0, completionTokens: 1 },
  timings: { queuedMilliseconds: 0, prefillMilliseconds: 0, decodeMilliseconds: 0 },
};

describe("GenerationStream", () => {
  it("hands events on in order and ends after finish", async () => {
    const stream = new GenerationStream(() => undefined);
    stream.push(piece("a"));
    const later = (async () => [await stream.next(), await stream.next(), await stream.next()])();
    stream.push(finish);
    expect(await later).toEqual([piece("a"), finish, undefined]);
  });

  it("acknowledges only what was pulled, in lots", async () => {
    const acknowledged: number[] = [];
    const stream = new GenerationStream((tokens) => acknowledged.push(tokens));
    for (let index = 0; index < 40; index++) stream.push(piece("x"));
    expect(acknowledged).toEqual([]);
    for (let index = 0; index < 20; index++) await stream.next();
    expect(acknowledged).toEqual([16]);
  });

  it("delivers what came before a failure, then fails", async () => {
    const stream = new GenerationStream(() => undefined);
    stream.push(piece("a"));
    stream.fail(new TresorError("worker_died", "gone"));
    expect(await stream.next()).toEqual(piece("a"));
    await expect(stream.next()).rejects.toMatchObject({ code: "worker_died" });
  });
});
