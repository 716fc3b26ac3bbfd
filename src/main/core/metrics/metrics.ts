import { DownloadMetrics } from "./download-metrics";
import { writeExposition, type ExpositionFormat } from "./exposition";
import { HttpMetrics } from "./http-metrics";
import { RequestMetrics } from "./request-metrics";
import { ResidencyMetrics } from "./residency-metrics";
import type { ScrapedState } from "./scraped-state";
import { stateFamilies } from "./state-families";

/** All that `/metrics` tells: what was counted since the start, and what is true now. */
export class Metrics {
  readonly requests = new RequestMetrics();
  readonly residency = new ResidencyMetrics();
  readonly downloads = new DownloadMetrics();
  readonly http = new HttpMetrics();
  readonly #state: () => Promise<ScrapedState>;

  constructor(state: () => Promise<ScrapedState>) {
    this.#state = state;
  }

  async expose(format: ExpositionFormat): Promise<string> {
    const counters = [this.http, this.requests, this.residency, this.downloads];
    return writeExposition(
      [...counters.flatMap((counter) => [...counter.families()]), ...stateFamilies(await this.#state())],
      format,
    );
  }
}
