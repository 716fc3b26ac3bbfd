import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { StreamEncoder } from "../../../../../../src/main/core/gateway/answer/answer-format";
import { EventReader } from "../../../../../../src/main/core/gateway/answer/event-reader";
import { ResponseWriter } from "../../../../../../src/main/core/gateway/answer/response-writer";
import { openAnswer, streamAnswer } from "../../../../../../src/main/core/gateway/answer/stream-answer";
import type { Pace } from "../../../../../../src/main/core/gateway/gateway-context";
import type { InferenceEvent } from "../../../../../../src/main/core/inference/canonical";
import { TresorError } from "../../../../../../src/shared/errors";
import { answerOf, played } from "../../../../../fakes/inference";

const patient: Pace = {
  openingMilliseconds: 60_000,
  commentMilliseconds: 60_000,
  pulseMilliseconds: 60_000,
  streamDigestMilliseconds: 60_000,
  wholeDigestMilliseconds: 60_000,
  stalledMilliseconds: 60_000,
  uploadStalledMilliseconds: 60_000,
};
const loading: InferenceEvent = { type: "loading", reference: "tiny:q8_0", progress: 0.42 };

/** Writes the name of what it encodes. */
const encoder: StreamEncoder = {
  encode: (event) => (event.type === "text" || event.type === "done" ? `<${event.type}>` : ""),
  comment: (text) => `(${text})`,
  pulse: () => "<pulse>",
  failure: () => "<failure>",
};

/** What has been written, and a promise for the moment when a given text is in it. */
class Page extends Writable {
  text = "";
  #waiting: { readonly text: string; readonly resolve: () => void } | null = null;

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.text += chunk.toString();
    if (this.#waiting !== null && this.text.includes(this.#waiting.text)) this.#waiting.resolve();
    callback();
  }

  until(text: string): Promise<void> {
    return new Promise((resolve) => (this.#waiting = { text, resolve }));
  }
}

describe("openAnswer", () => {
  it("opens when the engine begins to read the prompt", async () => {
    const reader = new EventReader(played([loading, ...answerOf(["a"])]));
    expect((await openAnswer(reader, patient)).map(({ type }) => type)).toEqual(["loading", "model", "prefill"]);
  });

  it("opens when the time is over, with what has come by then", async () => {
    const reader = new EventReader(
      (async function* () {
        yield loading;
        await new Promise(() => undefined);
      })(),
    );
    expect(await openAnswer(reader, { ...patient, openingMilliseconds: 20 })).toEqual([loading]);
  });

  it("throws a failure that is known before", async () => {
    const [model] = answerOf([]);
    const failure = new TresorError("context_exceeded", "too long");
    const reader = new EventReader(played(model === undefined ? [failure] : [model, failure]));
    await expect(openAnswer(reader, patient)).rejects.toBe(failure);
  });

  it("does not take an end without an answer for one", async () => {
    await expect(openAnswer(new EventReader(played([])), patient)).rejects.toMatchObject({ code: "generation_failed" });
  });
});

describe("streamAnswer", () => {
  it("writes what was seen and what comes, to the finish", async () => {
    const page = new Page();
    const writer = new ResponseWriter(page);
    const [first, ...rest] = answerOf(["a", "b"]);
    await streamAnswer({
      seen: first === undefined ? [] : [first],
      reader: new EventReader(played(rest)),
      encoder,
      writer,
      pace: patient,
    });
    writer.end();
    expect(page.text).toBe("<text><text><done>");
  });

  it("says what it waits for, while it waits", async () => {
    const page = new Page();
    const stream = async function* () {
      yield* [loading];
      await page.until("(loading 42%)");
      yield { type: "prefill", promptTokens: 900, read: 256 } as const;
      await page.until("(reading 256 of 900 tokens)");
      yield* answerOf(["a"]).slice(2);
    };
    const writer = new ResponseWriter(page);
    const pace = { ...patient, commentMilliseconds: 1 };
    await streamAnswer({ seen: [], reader: new EventReader(stream()), encoder, writer, pace });
    writer.end();
    expect(page.text).toMatch(/^(\(.*?\))+<text>(\(writing\))*<done>$/);
  });

  it("sends an empty piece where comments are not enough", async () => {
    const page = new Page();
    const stream = async function* () {
      await page.until("<pulse>");
      yield* answerOf([]).slice(2);
    };
    const writer = new ResponseWriter(page);
    const pace = { ...patient, commentMilliseconds: 1, pulseMilliseconds: 3 };
    await streamAnswer({ seen: [], reader: new EventReader(stream()), encoder, writer, pace });
    writer.end();
    expect(page.text).toMatch(/<pulse>.*<done>$/);
  });

  it("throws a failure in the middle, and takes an end without a finish for one", async () => {
    const writer = new ResponseWriter(new Page());
    const failure = new TresorError("worker_died", "gone");
    const broken = new EventReader(played([...answerOf(["a"]).slice(0, 3), failure]));
    await expect(streamAnswer({ seen: [], reader: broken, encoder, writer, pace: patient })).rejects.toBe(failure);
    const cut = new EventReader(played(answerOf(["a"]).slice(0, 3)));
    await expect(streamAnswer({ seen: [], reader: cut, encoder, writer, pace: patient })).rejects.toMatchObject({
      code: "generation_failed",
    });
  });
});
