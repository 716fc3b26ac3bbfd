import { startContenders } from "./contenders/start-contenders";
import { benchModel } from "./model";
import type { BenchOptions, PresetName } from "./options";
import { promptOf } from "./prompt";
import { median, table } from "./statistics";
import { ratioCells, ratioHead, takeTurns } from "./take-turns";
import { aggregateTokensPerSecond } from "./throughput";

const slots = 8;
const promptTokens = 16;

/** Tokens of each stream: a second or more of decoding. `aim` is against node-llama-cpp alone. */
const plans: Readonly<Record<PresetName, { readonly tokens: number; readonly aim: number | null }>> = {
  tiny: { tokens: 768, aim: 0.8 },
  forty: { tokens: 160, aim: null },
  threeHundred: { tokens: 64, aim: 0.97 },
};

/**
 * Decoding with 1, 2, 4 and 8 streams through HTTP streaming, against the same streams in lock-step on node-llama-cpp in one process, or
 * against a peer: same model, one thread, greedy, in turn. Neither loading nor the prompts count.
 */
export async function bench({ quick, preset, peer }: BenchOptions): Promise<string> {
  const rounds = quick ? 2 : 9;
  const sections: string[] = [];
  for (const name of preset === null ? (Object.keys(plans) as PresetName[]) : [preset]) {
    const { tokens, aim } = plans[name];
    const model = benchModel(name);
    const contenders = await startContenders(model, { context: 1_024, slots }, peer);
    try {
      for (const contender of [contenders.tresor, contenders.baseline]) {
        await contender.generate(prompts(slots, 999), 16);
      }
      const rows: string[][] = [];
      for (const streams of [1, 2, 4, 8]) {
        const turns = await takeTurns(contenders, rounds, async (contender, round) =>
          aggregateTokensPerSecond(await contender.generate(prompts(streams, round), tokens)),
        );
        const rates = [turns.tresor, turns.baseline].map((values) => median(values).toFixed(1));
        rows.push([String(streams), ...rates, ...ratioCells(turns, peer === null ? aim : 1)]);
      }
      sections.push(
        `\n## Decoding, ${model.name}, one thread (${rounds} rounds of ${tokens} tokens a stream; tokens/s of all streams)\n\n` +
          table(["streams", contenders.tresor.name, contenders.baseline.name, ...ratioHead], rows),
      );
    } finally {
      await contenders.stop();
    }
  }
  return `${sections.join("\n")}\n`;
}

function prompts(streams: number, round: number): readonly string[] {
  return Array.from({ length: streams }, (_, stream) => promptOf(promptTokens, 1 + round * slots + stream));
}
