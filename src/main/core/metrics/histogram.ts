import { writeNumber, type Family, type Sample } from "./exposition";
import { LabelledSeries } from "./labelled-series";

/** How often values fell under each of the bounds, by labels. Bounds ascend; the last bucket, without a bound, is implied. */
export class Histogram<L extends string> implements Family {
  readonly type = "histogram";
  readonly name: string;
  readonly help: string;
  readonly #bounds: readonly number[];
  readonly #distributions: LabelledSeries<L, Distribution>;

  constructor(name: string, help: string, bounds: readonly number[], mostSeries?: number) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
    this.#distributions = new LabelledSeries(() => new Distribution(bounds), mostSeries);
  }

  observe(labels: Readonly<Record<L, string>>, value: number): void {
    this.of(labels).observe(value, 1);
  }

  /** Of one set of labels, for whoever observes often. */
  of(labels: Readonly<Record<L, string>>): Distribution {
    return this.#distributions.of(labels);
  }

  *samples(): Generator<Sample, void, void> {
    for (const { labels, value: distribution } of this.#distributions.entries()) {
      let below = 0;
      for (const [index, bound] of [...this.#bounds, Infinity].entries()) {
        below += distribution.counts[index] ?? 0;
        yield { suffix: "_bucket", labels: { ...labels, le: writeNumber(bound) }, value: below };
      }
      yield { suffix: "_sum", labels, value: distribution.sum };
      yield { suffix: "_count", labels, value: below };
    }
  }
}

export class Distribution {
  /** By the first bound that is not below the value; one more than there are bounds. */
  readonly counts: number[];
  readonly #bounds: readonly number[];
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  get sum(): number {
    return this.#sum;
  }

  /** The same value so many times. */
  observe(value: number, times: number): void {
    const found = this.#bounds.findIndex((bound) => value <= bound);
    const index = found < 0 ? this.#bounds.length : found;
    this.counts[index] = (this.counts[index] ?? 0) + times;
    this.#sum += value * times;
  }
}
