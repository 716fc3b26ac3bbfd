import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, inject, it } from "vitest";
import type { Answer, ClientDriver, Connection, Question, StreamWatch } from "./client-driver";
import type { ClientRow, Feature } from "./features";
import { contextLength, keyName, models, script } from "./models";
import { residentsOf, tokensWrittenFor } from "./control-api";

const prompt = "Greet me, please.";
const longerThanContext = "too long ".repeat(contextLength / 8);
/** Of the right form, and nobody's. */
const wrongKey = `tresor-${"A".repeat(43)}`;
const unwatched: StreamWatch = { signal: new AbortController().signal, onText: () => undefined };

/** Puts a client through all features. What it `lacks` is told instead of tried. */
export function describeClient(row: ClientRow, connect: (connection: Connection) => ClientDriver): void {
  const client = () => connect(inject("connection"));

  function feature(name: Feature, test: () => Promise<void>): void {
    it(name, async ({ task, skip }) => {
      task.meta.client = row;
      task.meta.feature = name;
      const lack = row.lacks?.[name];
      if (lack !== undefined) skip(lack);
      await test();
    });
  }

  describe(row.name, () => {
    feature("models", async () => {
      const names = await present(client().models)();
      expect(names.map((name) => name.split(":")[0])).toEqual(expect.arrayContaining(Object.values(models)));
    });

    feature("chat", async () => {
      const answer = await client().ask({ model: models.chat, prompt });
      expect([answer.text.trim(), answer.calls]).toEqual([script.greeting, []]);
    });

    feature("stream", async () => {
      const pieces: string[] = [];
      const answer = await client().stream(
        { model: models.chat, prompt },
        { ...unwatched, onText: (text) => pieces.push(text) },
      );
      expect(pieces.join("").trim()).toBe(script.greeting);
      expect(pieces.length).toBeGreaterThan(3);
      expect(answer.text.trim()).toBe(script.greeting);
    });

    feature("tools", async () => {
      const question: Question = { model: models.chat, prompt: "How is Bern?", offersTools: true };
      const ways: readonly ((asked: Question) => Promise<Answer>)[] = [
        (asked) => client().ask(asked),
        (asked) => client().stream(asked, unwatched),
      ];
      for (const ask of ways) {
        const answer = await ask(question);
        expect(answer.calls.map(({ name, input }) => ({ name, input }))).toEqual([
          { name: "get_weather", input: script.weatherInput },
          { name: "get_time", input: script.timeInput },
        ]);
        const results = answer.calls.map((call) => ({ call, text: call.name === "get_time" ? "12:00" : "sunny" }));
        const last = await ask({ ...question, round: { answer, results } });
        if (row.partly?.tools === undefined) expect([last.text.trim(), last.calls]).toEqual([script.afterResults, []]);
      }
    });

    feature("structured", async () => {
      expect(await present(client().structured)(models.chat, prompt)).toEqual(script.trip);
    });

    feature("reasoning", async () => {
      for (const answer of [
        await client().ask({ model: models.chat, prompt }),
        await client().stream({ model: models.chat, prompt }, unwatched),
      ]) {
        expect(answer.reasoning?.trim()).toBe(script.reasoning);
        expect(answer.text).not.toContain(script.reasoning);
      }
    });

    feature("embeddings", async () => {
      const vectors = await present(client().embed)(models.embed, ["paris", "the dog"]);
      expect(vectors.map(({ length }) => length)).toEqual([64, 64]);
      for (const vector of vectors) expect(Math.hypot(...vector)).toBeGreaterThan(0.5);
    });

    feature("errors", async () => {
      const { errors } = client();
      const cases: readonly (readonly [Connection, Question, (error: unknown) => boolean])[] = [
        [inject("connection"), { model: "no-such-model", prompt }, errors.unknownModel],
        [inject("connection"), { model: models.chat, prompt: longerThanContext }, errors.tooLong],
        [{ ...inject("connection"), key: wrongKey }, { model: models.chat, prompt }, errors.wrongKey],
      ];
      for (const [connection, question, isKnown] of cases) {
        const driver = connect(connection);
        for (const asked of [() => driver.ask(question), () => driver.stream(question, unwatched)]) {
          const error: unknown = await asked().then(
            () => "no error",
            (thrown: unknown) => thrown,
          );
          expect(isKnown(error), inWords(error)).toBe(true);
        }
      }
    });

    feature("cancel", async () => {
      const stop = new AbortController();
      let text = "";
      const watch = {
        signal: stop.signal,
        onText: (piece: string) => {
          text += piece;
          stop.abort();
        },
      };
      const driver = client();
      const maxTokens = 16_000;
      const question = { model: models.endless, prompt, maxTokens };
      const before = await tokensWritten();
      await (driver.stoppable ?? driver.stream)(question, watch).catch(() => undefined);
      expect(text).not.toBe("");
      await noLease(models.endless);
      expect((await tokensWritten()) - before).toBeLessThan(maxTokens / 2);
    });

    feature("usage", async () => {
      const answers = [await client().ask({ model: models.chat, prompt })];
      if (row.partly?.usage === undefined)
        answers.push(await client().stream({ model: models.chat, prompt }, unwatched));
      for (const { usage } of answers) {
        expect(usage?.input).toBeGreaterThan(prompt.length);
        expect(usage?.output).toBeGreaterThan(5);
        expect(usage?.output).toBeLessThan(60);
      }
    });

    feature("cached", async () => {
      const question = { model: models.chat, prompt: `${row.name}: how is Bern?`, offersTools: true };
      const answer = await client().ask(question);
      const results = answer.calls.map((call) => ({ call, text: "sunny" }));
      const second = await client().ask({ ...question, round: { answer, results } });
      // All of the first prompt but its last token, at the least.
      expect(second.usage?.cached).toBeGreaterThan((answer.usage?.input ?? 0) * 0.9);
    });
  });
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error("The driver lacks what its row does not say it lacks.");
  return value;
}

function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
}

function tokensWritten(): Promise<number> {
  return tokensWrittenFor(keyName, inject("connection").url, inject("adminToken"));
}

/** Waits until nothing of the model is at work; the test's own limit ends a wait in vain. */
async function noLease(name: string): Promise<void> {
  for (;;) {
    const residents = await residentsOf(inject("connection").url, inject("adminToken"));
    const resident = residents.find(({ reference }) => reference.startsWith(name));
    if (resident === undefined) throw new Error(`${name} was never loaded.`);
    if (resident.leases === 0) return;
    await pause(25);
  }
}
