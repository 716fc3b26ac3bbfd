import { TresorError } from "../../../shared/errors";
import type { Clock } from "../kernel/clock";
import type { Fetcher, LaunchFetcher } from "./fetcher-port";
import type { FetchJob, FromFetcher } from "./fetcher-protocol";

/** How often a fetcher may die without having brought anything new, and how long each next one waits. */
const mostDeaths = 5;
const firstDelayMilliseconds = 1_000;
/** How long a fetcher may take to put down what it has when it is told to stop; then it is ended. */
const stopMilliseconds = 5_000;
/** Between a fetcher's word that it is paused and the moment when all that has come is in its journal: it writes one every second. */
const journalMilliseconds = 1_200;

type Progress = Extract<FromFetcher, { type: "progress" }>;
export type FetchedModel = Extract<FromFetcher, { type: "done" }>;

export interface DownloadRunListener {
  /** Another process begins; what it has sent and received starts at zero. */
  readonly onProcess: () => void;
  /** A process has ended, whatever for. */
  readonly onProcessEnd: () => void;
  readonly onHost: (host: string, purpose: string) => void;
  readonly onNotice: (text: string) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Whatever the process said about its traffic last. */
  readonly onSent: (bytesSent: number) => void;
  /** Once, when its process is gone, unless it was stopped before. */
  readonly onDone: (model: FetchedModel) => void;
  /** Likewise. What has come is kept. */
  readonly onFailed: (error: TresorError) => void;
}

export interface DownloadRunOptions {
  readonly launch: LaunchFetcher;
  /** Asked before each process, since limits and the token change. */
  readonly job: () => Promise<FetchJob>;
  readonly clock: Clock;
  readonly listener: DownloadRunListener;
}

/** One job at work: a fetcher process, and the next one when it dies, until the job has ended or is stopped. */
export class DownloadRun {
  readonly #options: DownloadRunOptions;
  #fetcher: Fetcher | null = null;
  /** Nothing that comes is listened to any more, and no further process starts. */
  #over = false;
  #stopping: Promise<void> | null = null;
  #onGone: (() => void) | null = null;
  #onPaused: (() => void) | null = null;
  #cancelDelay: (() => void) | null = null;
  /** How the job ended, by the fetcher's own word; told when its process is gone. */
  #outcome: FetchedModel | TresorError | null = null;
  #deaths = 0;
  #mostBytes = 0;

  constructor(options: DownloadRunOptions) {
    this.#options = options;
    void this.#launch();
  }

  /** Whether a process that may reach out is there. */
  get isOut(): boolean {
    return this.#fetcher !== null;
  }

  limit(bytesPerSecond: number | null): void {
    this.#fetcher?.send({ type: "limit", bytesPerSecond });
  }

  /** Lets the fetcher put down what it has, and ends it. Nothing of the job is listened to from here on. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop("pause"));
  }

  /** The same, and the fetcher removes what has come. */
  cancel(): Promise<void> {
    return (this.#stopping ??= this.#stop("cancel"));
  }

  async #launch(): Promise<void> {
    const { job, launch, listener } = this.#options;
    try {
      const ready = await job();
      if (this.#over) return;
      listener.onProcess();
      this.#fetcher = launch(ready, {
        onMessage: (message) => this.#hear(message),
        onEnd: (reason) => this.#ended(reason),
      });
    } catch (error) {
      this.#fail(TresorError.from(error));
    }
  }

  #hear(message: Exclude<FromFetcher, { type: "ready" }>): void {
    const { listener } = this.#options;
    if ("bytesSent" in message) listener.onSent(message.bytesSent);
    if (message.type === "progress" && message.state === "paused") this.#onPaused?.();
    if (this.#over) return;
    switch (message.type) {
      case "host":
        return listener.onHost(message.host, message.purpose);
      case "notice":
        return listener.onNotice(message.text);
      case "progress":
        this.#notice(message);
        return listener.onProgress(message);
      case "done":
        return this.#conclude(message);
      case "failed":
        return this.#conclude(TresorError.fromWire(message.error));
    }
  }

  #conclude(outcome: FetchedModel | TresorError): void {
    this.#over = true;
    this.#outcome = outcome;
    const fetcher = this.#fetcher;
    this.#cancelDelay = this.#options.clock.after(stopMilliseconds, () => fetcher?.end());
  }

  /** A fetcher that has brought more than any before it has not died over the same byte again. */
  #notice({ files }: Progress): void {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes <= this.#mostBytes) return;
    this.#mostBytes = bytes;
    this.#deaths = 0;
  }

  #ended(reason: string): void {
    this.#fetcher = null;
    this.#onGone?.();
    this.#cancelDelay?.();
    const { listener } = this.#options;
    listener.onProcessEnd();
    if (this.#outcome instanceof TresorError) return listener.onFailed(this.#outcome);
    if (this.#outcome !== null) return listener.onDone(this.#outcome);
    if (this.#over) return;
    this.#deaths += 1;
    if (this.#deaths >= mostDeaths) {
      return this.#fail(
        new TresorError("download_failed", `The download ended ${mostDeaths} times without getting on. ${reason}`),
      );
    }
    const delay = firstDelayMilliseconds * 2 ** (this.#deaths - 1);
    this.#cancelDelay = this.#options.clock.after(delay, () => void this.#launch());
  }

  #fail(error: TresorError): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.listener.onFailed(error);
  }

  async #stop(how: "pause" | "cancel"): Promise<void> {
    this.#over = true;
    this.#outcome = null;
    this.#cancelDelay?.();
    const fetcher = this.#fetcher;
    if (fetcher === null) return;
    const gone = new Promise<void>((resolve) => (this.#onGone = resolve));
    const paused = new Promise<void>((resolve) => (this.#onPaused = resolve));
    fetcher.send({ type: how });
    await Promise.race([
      gone,
      how === "pause" ? paused.then(() => this.#passed(journalMilliseconds)) : gone,
      this.#passed(stopMilliseconds),
    ]);
    fetcher.end();
    await gone;
  }

  #passed(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#options.clock.after(milliseconds, resolve));
  }
}
