import type { Contender } from "./contenders/contender";
import type { Contenders } from "./contenders/start-contenders";
import { highest, lowest, median, ratios } from "./statistics";

/** What two contenders measured, round by round. */
export interface Turns {
  readonly tresor: readonly number[];
  readonly baseline: readonly number[];
}

/** Measures both in every round, the other one first in every second, so that a machine that warms up or slows down favours nobody. */
export async function takeTurns(
  { tresor, baseline }: Contenders,
  rounds: number,
  measure: (contender: Contender, round: number) => Promise<number>,
): Promise<Turns> {
  const turns = { tresor: [] as number[], baseline: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const tresorsTurn = async () => turns.tresor.push(await measure(tresor, round));
    const baselinesTurn = async () => turns.baseline.push(await measure(baseline, round));
    for (const turn of round % 2 === 0 ? [baselinesTurn, tresorsTurn] : [tresorsTurn, baselinesTurn]) await turn();
  }
  return turns;
}

export const ratioHead = ["ratio, round by round", "least to most", "aim"];

/** The cells under `ratioHead`. Rates are compared as they are. */
export function ratioCells({ tresor, baseline }: Turns, aim: number | null): readonly string[] {
  const each = ratios(tresor, baseline);
  return [
    median(each).toFixed(3),
    `${lowest(each).toFixed(3)} to ${highest(each).toFixed(3)}`,
    aim === null ? "" : `>= ${aim.toFixed(2)}`,
  ];
}
