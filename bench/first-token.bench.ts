import { startContenders } from "./contenders/start-contenders";
import type { Contender } from "./contenders/contender";
import { benchModel, type BenchModel } from "./model";
import type { BenchOptions, PresetName } from "./options";
import { promptOf } from "./prompt";
import { highest, lowest, median, table } from "./statistics";
import { takeTurns, type Turns } from "./take-turns";
import { firstTokenMilliseconds } from "./throughput";

const promptTokens = 24;

interface Plan {
  readonly preset: PresetName;
  /** Where the weights lie in memory makes two processes differ by several milliseconds on a large model, so both are started anew. */
  readonly starts: number;
  readonly rounds: number;
}

const plans: readonly Plan[] = [
  { preset: "tiny", starts: 3, rounds: 100 },
  { preset: "threeHundred", starts: 7, rounds: 15 },
];
/** A server that has run for a while has compiled its paths; so has the loop. */
const warmUps = 60;

/** What HTTP and the worker add to the time to the first token of a short prompt, model loaded, connection open. */
export async function bench({ quick, preset, peer }: BenchOptions): Promise<string> {
  const chosen = preset === null ? plans : [{ preset, starts: 3, rounds: 30 }];
  const rows: string[][] = [];
  for (const plan of chosen) {
    const model = benchModel(plan.preset);
    const differences: number[] = [];
    const times = { tresor: [] as number[], baseline: [] as number[] };
    for (let start = 0; start < (quick ? 1 : plan.starts); start++) {
      const turns = await onePair(model, quick ? 5 : plan.rounds, peer);
      differences.push(median(turns.tresor) - median(turns.baseline));
      times.tresor.push(...turns.tresor);
      times.baseline.push(...turns.baseline);
    }
    const cells = [median(times.tresor), median(times.baseline), median(differences)];
    rows.push([
      model.name,
      `${differences.length} × ${times.tresor.length / differences.length}`,
      ...cells.map((value) => `${value.toFixed(2)} ms`),
      `${lowest(differences).toFixed(1)} to ${highest(differences).toFixed(1)}`,
      peer === null ? "< 5 ms" : "",
    ]);
  }
  const against = peer === null ? "node-llama-cpp alone" : "peer";
  const head = [
    "model",
    "starts × rounds",
    "Tresor, p50",
    `${against}, p50`,
    "difference, median",
    "least to most",
    "aim",
  ];
  return `\n## Time to first token, a prompt of ${promptTokens} tokens, warm\n\n${table(head, rows)}\n`;
}

async function onePair(model: BenchModel, rounds: number, peer: BenchOptions["peer"]): Promise<Turns> {
  const contenders = await startContenders(model, { context: 512, slots: 1 }, peer);
  try {
    const firstToken = async (contender: Contender, round: number) => {
      const [record] = await contender.generate([promptOf(promptTokens, 1 + round)], 1);
      return record === undefined ? Number.NaN : firstTokenMilliseconds(record);
    };
    await takeTurns(contenders, rounds < warmUps / 10 ? 1 : warmUps, (contender, round) =>
      firstToken(contender, 9_000 + round),
    );
    return await takeTurns(contenders, rounds, firstToken);
  } finally {
    await contenders.stop();
  }
}
