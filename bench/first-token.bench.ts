import { startContenders } from "./contenders/start-contenders";
import { benchModel } from "./model";
import type { BenchOptions, PresetName } from "./options";
import { promptOf } from "./prompt";
import { median, table } from "./statistics";
import { takeTurns } from "./take-turns";
import { firstTokenMilliseconds } from "./throughput";

const promptTokens = 24;
const plans: readonly { readonly preset: PresetName; readonly rounds: number }[] = [
  { preset: "tiny", rounds: 200 },
  { preset: "threeHundred", rounds: 40 },
];

/** What HTTP and the worker add to the time to the first token of a short prompt, model loaded, connection open. */
export async function bench({ quick, preset, peer }: BenchOptions): Promise<string> {
  const chosen = preset === null ? plans : [{ preset, rounds: 40 }];
  const rows: string[][] = [];
  let against = "";
  for (const { preset: name, rounds } of chosen) {
    const model = benchModel(name);
    const contenders = await startContenders(model, { context: 512, slots: 1 }, peer);
    against = contenders.baseline.name;
    try {
      for (const contender of [contenders.tresor, contenders.baseline]) {
        await contender.generate([promptOf(promptTokens, 9_999)], 8);
      }
      const turns = await takeTurns(contenders, quick ? 5 : rounds, async (contender, round) => {
        const [record] = await contender.generate([promptOf(promptTokens, 1 + round)], 1);
        return record === undefined ? Number.NaN : firstTokenMilliseconds(record);
      });
      const [tresor, baseline] = [median(turns.tresor), median(turns.baseline)];
      const times = [tresor, baseline, tresor - baseline].map((value) => `${value.toFixed(2)} ms`);
      rows.push([model.name, String(turns.tresor.length), ...times, peer === null ? "< 5 ms" : ""]);
    } finally {
      await contenders.stop();
    }
  }
  const head = ["model", "rounds", "Tresor, p50", `${against}, p50`, "difference", "aim"];
  return `\n## Time to first token, a prompt of ${promptTokens} tokens, warm\n\n${table(head, rows)}\n`;
}
