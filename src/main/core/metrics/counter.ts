import type { Family, Sample } from "./exposition";
import { LabelledSeries } from "./labelled-series";

/** A sum that only grows, by labels. */
export class Counter<L extends string> implements Family {
  readonly type = "counter";
  readonly name: string;
  readonly help: string;
  readonly #sums: LabelledSeries<L, { sum: number }>;

  constructor(name: string, help: string, mostSeries?: number) {
    this.name = name;
    this.help = help;
    this.#sums = new LabelledSeries(() => ({ sum: 0 }), mostSeries);
  }

  add(labels: Readonly<Record<L, string>>, amount = 1): void {
    this.#sums.of(labels).sum += amount;
  }

  *samples(): Generator<Sample, void, void> {
    for (const { labels, value } of this.#sums.entries()) yield { suffix: "", labels, value: value.sum };
  }
}
