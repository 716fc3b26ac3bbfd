import { ChildJobs } from "./child-process";
import type { StreamRecord } from "./contender";

/** A streaming request to `/v1/completions`. Milliseconds count from the start of all, aborts from the request's own sending. */
export interface LoadRequest {
  readonly prompt: string;
  readonly tokens: number;
  readonly startAfterMilliseconds?: number;
  readonly abortAfterMilliseconds?: number;
  /** The index of the request whose end closes this one. */
  readonly abortWithEndOf?: number;
}

export interface HttpRecord extends StreamRecord {
  /** When we closed the connection; null: it came to its end. */
  readonly abortedAt: number | null;
  readonly error: string | null;
}

interface Job {
  readonly url: string;
  readonly requests: readonly object[];
}

/** The load generator, which runs in a process of its own, and the one model that it asks. */
export class HttpLoad {
  readonly #jobs: ChildJobs<Job, readonly HttpRecord[]>;
  readonly #url: () => string;
  readonly #model: string;

  private constructor(jobs: ChildJobs<Job, readonly HttpRecord[]>, url: () => string, model: string) {
    this.#jobs = jobs;
    this.#url = url;
    this.#model = model;
  }

  static async start(url: () => string, model: string): Promise<HttpLoad> {
    return new HttpLoad(await ChildJobs.start("load-generator.mjs", []), url, model);
  }

  /** @throws Error when a request failed for another reason than that it was to be aborted */
  async run(requests: readonly LoadRequest[]): Promise<readonly HttpRecord[]> {
    const records = await this.#jobs.run({
      url: this.#url(),
      requests: requests.map(({ prompt, tokens, ...plan }) => ({ ...plan, body: this.#body(prompt, tokens) })),
    });
    const failed = records.find(({ error }) => error !== null);
    if (failed !== undefined) throw new Error(`A request to ${this.#url()} failed: ${String(failed.error)}`);
    return records;
  }

  stop(): Promise<void> {
    return this.#jobs.stop();
  }

  #body(prompt: string, tokens: number): object {
    return {
      model: this.#model,
      prompt,
      max_tokens: tokens,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    };
  }
}
