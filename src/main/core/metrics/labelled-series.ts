import type { Labels } from "./exposition";

const defaultMostSeries = 500;

/** What everything is counted as that has no series of its own. */
export const otherLabel = "other";

/**
 * One value for each set of labels. Their number is bounded: from there on, new sets are counted together as `other`, so that sums stay
 * true and neither this process nor the scraper grows without end.
 */
export class LabelledSeries<L extends string, V> {
  readonly #create: () => V;
  readonly #mostSeries: number;
  readonly #series = new Map<string, { readonly labels: Labels; readonly value: V }>();

  constructor(create: () => V, mostSeries = defaultMostSeries) {
    this.#create = create;
    this.#mostSeries = mostSeries;
  }

  of(labels: Readonly<Record<L, string>>): V {
    const key = JSON.stringify(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known.value;
    if (this.#series.size < this.#mostSeries) return this.#add(key, labels);
    const rest = Object.fromEntries(Object.keys(labels).map((name) => [name, otherLabel]));
    return this.#series.get(otherLabel)?.value ?? this.#add(otherLabel, rest);
  }

  entries(): Iterable<{ readonly labels: Labels; readonly value: V }> {
    return this.#series.values();
  }

  #add(key: string, labels: Labels): V {
    const value = this.#create();
    this.#series.set(key, { labels: { ...labels }, value });
    return value;
  }
}
