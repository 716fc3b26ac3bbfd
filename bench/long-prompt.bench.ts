import { HttpLoad } from "./contenders/http-load";
import { benchModel } from "./model";
import type { BenchOptions } from "./options";
import { promptOf } from "./prompt";
import { BenchServer } from "./server";
import { highest, median, percentile95, table } from "./statistics";
import { firstTokenMilliseconds, gapsBetween } from "./throughput";

const promptTokens = 8_000;
/** More than the running stream writes while the prompt is read; it is cut off then. */
const endless = 6_000;
const aloneTokens = 200;

/** A stream that runs while an 8,000-token prompt is read beside it: the pace of both, against each alone, in turn. */
export async function bench({ quick, preset }: BenchOptions): Promise<string> {
  const model = benchModel(preset ?? "threeHundred");
  const rounds = quick ? 1 : 3;
  const server = await BenchServer.start(["--models-dir", model.directory, "--context", "8704", "--slots", "2"]);
  const load = await HttpLoad.start(() => server.url, model.reference);
  const paces: { readonly alone: number; readonly beside: number }[] = [];
  const times: { readonly alone: number; readonly beside: number }[] = [];
  try {
    await load.run([{ prompt: promptOf(16, 1), tokens: 8 }]);
    for (let round = 0; round < rounds; round++) {
      const stream = { prompt: promptOf(16, 10 + round), tokens: aloneTokens };
      const [streamAlone] = await load.run([stream]);
      const [promptAlone] = await load.run([{ prompt: promptOf(promptTokens, 20 + round), tokens: 1 }]);
      const [running, prompt] = await load.run([
        { prompt: promptOf(16, 30 + round), tokens: endless, abortWithEndOf: 1 },
        { prompt: promptOf(promptTokens, 40 + round), tokens: 1, startAfterMilliseconds: 1_000 },
      ]);
      if (streamAlone === undefined || promptAlone === undefined || running === undefined || prompt === undefined) {
        throw new Error("A request left no record.");
      }
      if (running.finishReason !== null) throw new Error("The running stream ended before the prompt was read.");
      paces.push({
        alone: percentile95(gapsBetween(streamAlone.arrivals)),
        beside: percentile95(gapsBetween(running.arrivals, prompt.sentAt, prompt.arrivals[0])),
      });
      times.push({ alone: firstTokenMilliseconds(promptAlone), beside: firstTokenMilliseconds(prompt) });
    }
  } finally {
    await load.stop();
    await server.stop();
  }
  const row = (name: string, pairs: typeof paces, aim: string) => {
    const factors = pairs.map(({ alone, beside }) => beside / alone);
    const values = [pairs.map(({ alone }) => alone), pairs.map(({ beside }) => beside)];
    return [
      name,
      ...values.map((each) => `${median(each).toFixed(0)} ms`),
      median(factors).toFixed(2),
      highest(factors).toFixed(2),
      aim,
    ];
  };
  return `\n## A running stream while an ${promptTokens.toLocaleString("en")}-token prompt is read, ${model.name}, one thread (${rounds} rounds)\n\n${table(
    ["", "alone", "side by side", "factor, median", "most", "aim"],
    [row("between tokens of the stream, p95", paces, "<= 2.0"), row("until the prompt's first token", times, "<= 2.5")],
  )}\n`;
}
