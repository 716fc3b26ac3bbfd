import { describe, expect, it } from "vitest";
import { ClientLimits } from "../../../../../src/main/core/clients/client-limits";
import type { RulesChange } from "../../../../../src/main/core/clients/client-rules";
import type { InferenceRequest } from "../../../../../src/main/core/inference/canonical";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import { answerOf, FakeInference, played } from "../../../../fakes/inference";
import { FakeLibrary, fakeModel } from "../../../../fakes/library";
import { openClientBook } from "../../../../support/client-book";
import { temporaryFolder } from "../../../../support/temporary-folder";

const library = new FakeLibrary([fakeModel(), fakeModel({ reference: "rough:q4_0", quality: "experimental" })]);

/** A client with rules, and all that it asks; the scripted answer has 7 prompt tokens and 2 of completion. */
async function asking(rules: RulesChange) {
  const { book, usage, clock } = await openClientBook(temporaryFolder());
  await book.create({ name: "n8n", ...rules });
  let now = 0;
  const inner = new FakeInference();
  inner.computes = { embed: () => ({ vectors: [[1]], tokens: 11 }), count: () => ({ tokens: 5 }) };
  const limits = new ClientLimits({
    rulesOf: (client) => book.rulesOf(client),
    usage,
    resolve: (reference) => library.resolve(reference === "good" ? "rough" : reference),
    clock,
    now: () => now,
  });
  const inference = new ObservedInference(inner, [limits]);
  let count = 0;
  const signal = new AbortController().signal;
  const request = (reference: string | null, client = "n8n"): InferenceRequest => ({
    ...{ id: `req_${(count += 1)}`, reference: reference ?? undefined, client, sampling: {}, stop: [] },
    prompt: { type: "text", text: "x".repeat(28) },
  });
  return {
    inner,
    usage,
    pass: (milliseconds: number) => (now += milliseconds),
    today: () => book.list()[0]?.today,
    events: (reference: string | null = "tiny", client?: string) => inference.run(request(reference, client), signal),
    ask: async (reference: string | null = "tiny", client?: string) => {
      const seen: string[] = [];
      for await (const { type } of inference.run(request(reference, client), signal)) seen.push(type);
      return seen.at(-1);
    },
    compute: async (task: "embed" | "count") => {
      const input = task === "embed" ? { inputs: ["text"], truncate: true } : { prompt: { type: "text", text: "x" } };
      const question = { id: `req_${(count += 1)}`, client: "n8n", reference: "tiny", task, input } as const;
      return await inference.compute(question as Parameters<typeof inference.compute>[0], signal);
    },
  };
}

describe("the limits of a client", () => {
  it("count whole answers, questions and answers that broke off", async () => {
    const { ask, compute, events, today } = await asking({});
    await ask();
    expect(today()).toEqual({ requests: 1, promptTokens: 7, completionTokens: 2 });
    await compute("embed");
    expect(today()).toEqual({ requests: 2, promptTokens: 18, completionTokens: 2 });
    // Counting makes the model compute nothing.
    await compute("count");
    expect(today()).toEqual({ requests: 2, promptTokens: 18, completionTokens: 2 });
    for await (const { type } of events()) if (type === "text") break;
    expect(today()).toEqual({ requests: 3, promptTokens: 25, completionTokens: 3 });
  });

  it("leave callers without a key alone", async () => {
    const { ask, today } = await asking({ requestsPerMinute: 1, models: ["rough"] });
    for (const client of ["local", "local", "window"]) expect(await ask("tiny", client)).toBe("done");
    expect(today()?.requests).toBe(0);
  });

  it("let so many requests a minute, and say when the next may come", async () => {
    const { ask, pass } = await asking({ requestsPerMinute: 2 });
    await ask();
    pass(10_000);
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: "rate_limited", details: { retryAfterSeconds: 51 } });
    pass(51_000);
    expect(await ask()).toBe("done");
  });

  it("let so many tokens a minute; what an answer takes over counts for the next", async () => {
    const { ask, pass } = await asking({ tokensPerMinute: 16 });
    expect(await ask()).toBe("done");
    expect(await ask()).toBe("done");
    await expect(ask()).rejects.toMatchObject({ code: "rate_limited" });
    pass(61_000);
    expect(await ask()).toBe("done");
  });

  it("refuse a prompt that no minute holds as too long, before it is read", async () => {
    const { ask, today } = await asking({ tokensPerMinute: 6 });
    await expect(ask()).rejects.toMatchObject({
      code: "context_exceeded",
      details: { promptTokens: 7, contextTokens: 6 },
    });
    expect(today()?.promptTokens).toBe(0);
  });

  it("end an answer where the day's tokens end, and refuse the next", async () => {
    const { ask, inner, today } = await asking({ tokensPerDay: 10 });
    inner.script = () => played(answerOf(["one", "two", "three", "four", "five"]));
    await expect(ask()).rejects.toMatchObject({ code: "budget_exhausted" });
    expect(today()).toEqual({ requests: 1, promptTokens: 7, completionTokens: 3 });
    await expect(ask()).rejects.toMatchObject({ code: "budget_exhausted", details: { budget: 10, used: 10 } });
    expect(inner.requests).toHaveLength(1);
  });

  it("hold tokens for a request that runs, so that two do not count on the same ones", async () => {
    const { events, ask } = await asking({ tokensPerDay: 12 });
    const first = events()[Symbol.asyncIterator]();
    await first.next();
    await expect(ask()).rejects.toMatchObject({ code: "budget_exhausted" });
    await first.return(undefined);
    expect(await ask()).toBe("done");
  });

  it("keep clients to their models, and production to full quality", async () => {
    const limited = await asking({ models: ["rough"] });
    await expect(limited.ask("tiny")).rejects.toMatchObject({ code: "forbidden" });
    // What does not exist is told in the same words.
    await expect(limited.ask("nothing")).rejects.toMatchObject({ code: "forbidden" });
    await expect(limited.ask(null)).rejects.toMatchObject({ code: "invalid_request", details: { field: "model" } });
    expect(await limited.ask("rough")).toBe("done");
    const production = await asking({ production: true });
    await expect(production.ask("rough")).rejects.toMatchObject({ code: "experimental_model" });
    // A name of the user's that leads there.
    await expect(production.ask("good")).rejects.toMatchObject({ code: "experimental_model" });
    expect(await production.ask("tiny")).toBe("done");
  });
});
