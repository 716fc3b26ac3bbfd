import { TresorError } from "../../shared/errors";
import type { FetchJob, FetchPace, FromFetcher, ToFetcher } from "../core/downloads/fetcher-protocol";
import { FetchRun } from "./fetch-run";
import type { JobTools } from "./job-tools";
import { PauseGate } from "./pause-gate";
import { RateLimit } from "./rate-limit";
import { Traffic } from "./web/traffic";
import { Web } from "./web/web";

/** Five times a second at most. */
const reportMilliseconds = 200;

const ownPace: FetchPace = {
  stallMilliseconds: 30_000,
  retryMilliseconds: 1_000,
  attempts: 12,
  checkpointMilliseconds: 1_000,
  segmentBytes: 64 * 1024 * 1024,
};

/** What the core asks of the process, and what it is told. */
export class FetchSession {
  readonly #send: (message: FromFetcher) => void;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #gate = new PauseGate();
  readonly #limit = new RateLimit(null);
  readonly #traffic = new Traffic();
  readonly #cancelling = new AbortController();
  readonly #onEnded: () => void;
  #started = false;

  /** @param onEnded called once, when there is nothing more to do */
  constructor(
    send: (message: FromFetcher) => void,
    environment: Readonly<Record<string, string | undefined>>,
    onEnded: () => void,
  ) {
    this.#send = send;
    this.#environment = environment;
    this.#onEnded = onEnded;
  }

  handle(message: ToFetcher): void {
    switch (message.type) {
      case "start":
        if (!this.#started) void this.#run(message.job).finally(this.#onEnded);
        this.#started = true;
        return;
      case "pause":
        return this.#gate.close();
      case "resume":
        return this.#gate.open();
      case "limit":
        return this.#limit.change(message.bytesPerSecond);
      case "cancel":
        this.#cancelling.abort(new TresorError("cancelled", "The download was cancelled."));
        if (!this.#started) this.#onEnded();
        return;
    }
  }

  async #run(job: FetchJob): Promise<void> {
    try {
      await this.#fetch(job);
    } catch (error) {
      this.#send({ type: "failed", error: asTresorError(error).toWire(), bytesSent: this.#traffic.bytesSent });
    }
  }

  async #fetch(job: FetchJob): Promise<void> {
    this.#limit.change(job.limitBytesPerSecond);
    const pace = { ...ownPace, ...job.pace };
    const web = new Web({
      ...{ endpoint: endpointOf(job), token: job.token, traffic: this.#traffic },
      announce: (host, purpose) => this.#send({ type: "host", host, purpose }),
      ...{ environment: this.#environment, stallMilliseconds: pace.stallMilliseconds },
    });
    const tools: JobTools = {
      ...{ web, pace, limit: this.#limit, gate: this.#gate, signal: this.#cancelling.signal },
      connections: Math.max(1, job.connections),
      notice: (text) => this.#send({ type: "notice", text }),
    };
    const run = new FetchRun(job, tools);
    const reports = setInterval(() => this.#report(run), reportMilliseconds);
    try {
      const { plan, hashes } = await run.fetch();
      this.#send({
        type: "done",
        paths: plan.files.map(({ path }) => path),
        repository: plan.repository,
        revision: plan.revision,
        files: plan.files.map(({ name, sizeBytes }, index) => ({
          name,
          sha256: hashes[index] ?? "",
          bytes: sizeBytes,
        })),
        ...this.#counted(),
      });
    } catch (error) {
      if (this.#cancelling.signal.aborted) await run.discard();
      throw error;
    } finally {
      clearInterval(reports);
      web.dispose();
    }
  }

  #report(run: FetchRun): void {
    const state = this.#gate.isClosed ? "paused" : run.state;
    this.#send({ type: "progress", state, files: run.files, ...this.#counted() });
  }

  #counted() {
    const { bytesSent, bytesReceived, hosts } = this.#traffic;
    return { bytesSent, bytesReceived, hosts };
  }
}

function endpointOf({ endpoint }: FetchJob): URL {
  if (URL.canParse(endpoint)) return new URL(endpoint);
  throw new TresorError("invalid_request", `HF_ENDPOINT "${endpoint}" is no address.`);
}

function asTresorError(error: unknown): TresorError {
  if (error instanceof Error && "syscall" in error) {
    return new TresorError("download_failed", `The disk or the system refuses: ${error.message}.`, undefined, {
      cause: error,
    });
  }
  return TresorError.from(error);
}
