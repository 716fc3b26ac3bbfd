import { HttpLoad, type HttpRecord } from "./contenders/http-load";
import { benchModel } from "./model";
import type { BenchOptions } from "./options";
import { PrefillSteps } from "./prefill-steps";
import { promptOf } from "./prompt";
import { BenchServer } from "./server";
import { median, percentile95, table } from "./statistics";
import { firstTokenMilliseconds, gapsBetween } from "./throughput";

const longPrompt = 8_000;
const longAnswer = 1_500;
/** Before the abort the next request already waits for the one slot. */
const waitsMilliseconds = 60;

/**
 * From closing a connection until the one slot of the model is free: a request that waits for the slot begins. Its first token's time is
 * taken less what it takes on an idle model. Steps and chunks are what the engine does undisturbed.
 */
export async function bench({ quick, preset }: BenchOptions): Promise<string> {
  const model = benchModel(preset ?? "forty");
  const rounds = quick ? 4 : 40;
  const server = await BenchServer.start(["--models-dir", model.directory, "--context", "8704", "--slots", "1"]);
  const load = await HttpLoad.start(() => server.url, model.reference);
  try {
    await load.run([next(0)]);
    const steps = new PrefillSteps(server);
    const reading = await steps.during(() => load.run([{ prompt: promptOf(longPrompt, 1), tokens: 1 }]));
    const readingMilliseconds = firstTokenMilliseconds(only(reading.result));
    const decoding = only(await load.run([{ prompt: promptOf(16, 2), tokens: 200 }]));
    const step = median(gapsBetween(decoding.arrivals));
    const chunk = median(reading.stepMilliseconds);

    const afterPrefill: number[] = [];
    const afterDecode: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const part = (0.2 + (0.6 * ((round * 7) % 10)) / 10) * Math.min(readingMilliseconds, 3_000);
      const reader = { prompt: promptOf(longPrompt, 100 + round), tokens: 1 };
      afterPrefill.push(await untilFree(load, round, reader, part));
      const writer = { prompt: promptOf(16, 200 + round), tokens: longAnswer };
      afterDecode.push(await untilFree(load, round, writer, 200 + 37 * (round % 10)));
    }
    const row = (
      name: string,
      unit: string,
      unitMilliseconds: number,
      values: readonly number[],
      allowance: number,
    ) => [
      name,
      ...[median(values), percentile95(values)].map((value) => `${value.toFixed(1)} ms`),
      `${unitMilliseconds.toFixed(1)} ms`,
      `p95 <= one ${unit} + ${allowance} ms = ${(unitMilliseconds + allowance).toFixed(1)} ms`,
    ];
    return `\n## Abort until the slot is free, ${model.name}, one thread (${rounds} rounds)\n\n${table(
      ["connection closed", "p50", "p95", "one step or chunk, p50", "aim"],
      [
        row("while the prompt is read", "chunk", chunk, afterPrefill, 20),
        row("while tokens are written", "step", step, afterDecode, 5),
      ],
    )}\n`;
  } finally {
    await load.stop();
    await server.stop();
  }
}

/** Milliseconds. */
async function untilFree(
  load: HttpLoad,
  round: number,
  aborted: { readonly prompt: string; readonly tokens: number },
  abortAfterMilliseconds: number,
): Promise<number> {
  const [first, second] = await load.run([
    { ...aborted, abortAfterMilliseconds },
    { ...next(300 + round), startAfterMilliseconds: abortAfterMilliseconds - waitsMilliseconds },
  ]);
  if (first?.abortedAt == null || second === undefined || first.finishReason !== null) {
    throw new Error("A request that was to be aborted came to its end first.");
  }
  const alone = only(await load.run([next(400 + round)]));
  return (second.arrivals[0] ?? Number.NaN) - first.abortedAt - firstTokenMilliseconds(alone);
}

const next = (seed: number) => ({ prompt: promptOf(8, seed), tokens: 1 });

function only([record]: readonly HttpRecord[]): HttpRecord {
  if (record === undefined) throw new Error("There was no record of the one request.");
  return record;
}
