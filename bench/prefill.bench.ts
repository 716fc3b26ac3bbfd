import { startContenders } from "./contenders/start-contenders";
import { benchModel } from "./model";
import type { BenchOptions } from "./options";
import { promptOf } from "./prompt";
import { median, table } from "./statistics";
import { ratioCells, ratioHead, takeTurns } from "./take-turns";
import { firstTokenMilliseconds } from "./throughput";

const context = 8_704;

/** Reading a long prompt through HTTP, from the request to the first token, against node-llama-cpp in one process or a peer, in turn. */
export async function bench({ quick, preset, peer }: BenchOptions): Promise<string> {
  const model = benchModel(preset ?? "threeHundred");
  const aim = peer === null ? 0.97 : 0.95;
  const contenders = await startContenders(model, { context, slots: 1 }, peer);
  try {
    for (const contender of [contenders.tresor, contenders.baseline]) await contender.generate([promptOf(64, 999)], 2);
    const rows: string[][] = [];
    for (const { promptTokens, rounds } of [
      { promptTokens: 2_000, rounds: quick ? 2 : 7 },
      { promptTokens: 8_000, rounds: quick ? 2 : 3 },
    ]) {
      const turns = await takeTurns(contenders, rounds, async (contender, round) => {
        const [record] = await contender.generate([promptOf(promptTokens, promptTokens + round)], 1);
        if (record?.promptTokens !== promptTokens) throw new Error(`${contender.name} read another prompt.`);
        return (promptTokens * 1_000) / firstTokenMilliseconds(record);
      });
      const rates = [turns.tresor, turns.baseline].map((values) => median(values).toFixed(0));
      rows.push([promptTokens.toLocaleString("en"), String(rounds), ...rates, ...ratioCells(turns, aim)]);
    }
    const head = ["prompt tokens", "rounds", contenders.tresor.name, contenders.baseline.name, ...ratioHead];
    return `\n## Prefill, ${model.name}, one thread (tokens/s until the first token)\n\n${table(head, rows)}\n`;
  } finally {
    await contenders.stop();
  }
}
