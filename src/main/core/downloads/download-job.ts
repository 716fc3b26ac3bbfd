import { TresorError } from "../../../shared/errors";
import type { Download } from "../../../shared/shapes/download";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import { arrived, atRest, canGoOn, ended, isUnderWay, queued, withFiles, withHost } from "./download-changes";
import { DownloadRun, type DownloadRunListener, type FetchedModel } from "./download-run";
import type { StoredDownload } from "./download-store";
import type { LaunchFetcher } from "./fetcher-port";
import type { FetchJob } from "./fetcher-protocol";
import type { Source } from "./hub-reference";
import { modelFolder } from "./model-folder";
import type { Waiting } from "./queue";
import { nextRate, secondsLeft, type TransferRate } from "./transfer-rate";

export interface DownloadJobOptions {
  readonly launch: LaunchFetcher;
  readonly fetchJob: (job: DownloadJob) => Promise<FetchJob>;
  /** Takes what has come into the library and tells its reference. */
  readonly land: (fetched: FetchedModel) => Promise<string>;
  readonly removeParts: (job: DownloadJob) => Promise<void>;
  /** `isNews`: more than progress. */
  readonly onChange: (job: DownloadJob, isNews: boolean) => void;
  readonly onSent: (bytes: number) => void;
  /** Its turn is over. */
  readonly onFree: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One download from its place in the queue to its end: what is told of it, and the run that works on it. */
export class DownloadJob implements Waiting {
  readonly from: Source;
  readonly folder: string;
  limitBytesPerSecond: number | null;
  readonly #options: DownloadJobOptions;
  #download: Download;
  #run: DownloadRun | null = null;
  /** A run on its way to its end, or what came on its way into the library. */
  #settling: Promise<void> | null = null;
  #rate: TransferRate | null = null;
  /** What the processes before this one have sent. */
  #sentBefore = 0;

  constructor({ download, from, limitBytesPerSecond }: StoredDownload, options: DownloadJobOptions) {
    this.#download = download;
    this.from = from;
    this.folder = modelFolder(from);
    this.limitBytesPerSecond = limitBytesPerSecond;
    this.#options = options;
  }

  get download(): Download {
    return this.#download;
  }

  get isBusy(): boolean {
    return this.#run !== null || this.#settling !== null;
  }

  /** Whether a process of it may reach out now. */
  get isOut(): boolean {
    return this.#run?.isOut === true;
  }

  stored(): StoredDownload {
    return { download: this.#download, from: this.from, limitBytesPerSecond: this.limitBytesPerSecond };
  }

  /** Waits for its turn. */
  queue(): void {
    this.#set(queued(this.#download));
  }

  /** It is its turn. */
  start(): void {
    const { launch, clock, fetchJob } = this.#options;
    this.#run = new DownloadRun({ launch, clock, job: () => fetchJob(this), listener: this.#listener() });
  }

  limitTo(bytesPerSecond: number | null): void {
    this.#run?.limit(bytesPerSecond);
  }

  /** @throws TresorError `invalid_request` when it has ended */
  async pause(): Promise<void> {
    await this.#settling;
    if (this.#download.state === "paused") return;
    if (!isUnderWay(this.#download)) throw over(this.#download);
    // Told at once; the fetcher takes a moment to put down what it has.
    this.#set(atRest(this.#download, "paused"));
    await this.suspend();
  }

  /** @throws TresorError `invalid_request` when it has ended */
  async resume(): Promise<void> {
    await this.#settling;
    if (canGoOn(this.#download)) this.queue();
    else if (!isUnderWay(this.#download)) throw over(this.#download);
  }

  /** Removes what has come. Returns whether there was something to cancel: not when it has ended well or was cancelled before. */
  async cancel(): Promise<boolean> {
    await this.#settling;
    if (!isUnderWay(this.#download) && !canGoOn(this.#download)) return false;
    const error = new TresorError("cancelled", "The download was cancelled.");
    this.#set(ended(this.#download, "cancelled", this.#now(), error));
    const run = this.#run;
    await this.#settle(Promise.resolve(run?.cancel()).then(() => this.#options.removeParts(this)));
    return true;
  }

  /** Ends its process and leaves its state as it is. */
  async suspend(): Promise<void> {
    await this.#settling;
    if (this.#run !== null) await this.#settle(this.#run.stop());
  }

  /** Its turn lasts until this has settled. */
  async #settle(work: Promise<void>): Promise<void> {
    this.#settling = work.finally(() => {
      this.#run = null;
      this.#settling = null;
      this.#options.onChange(this, true);
      this.#options.onFree();
    });
    await this.#settling;
  }

  #listener(): DownloadRunListener {
    const { clock, logger, onChange } = this.#options;
    const { id } = this.#download;
    const traffic = () => {
      const { hosts, bytes, bytesSent } = this.#download;
      return { download: id, hosts, bytes, bytesSent };
    };
    return {
      onProcess: () => {
        this.#rate = null;
        this.#sentBefore = this.#download.bytesSent;
        logger.info(traffic(), "fetcher started");
      },
      onProcessEnd: () => {
        logger.info(traffic(), "fetcher ended");
        // Whether something may reach out is a fact of its own, beside the state.
        onChange(this, true);
      },
      onHost: (host, purpose) => {
        logger.info({ download: id, host, purpose }, "fetcher reaches a host");
        this.#set(withHost(this.#download, host));
      },
      onNotice: (text) => logger.info({ download: id, notice: text }, "the fetcher remarks"),
      onSent: (bytes) => this.#countSent(bytes),
      onProgress: ({ state, files, bytesReceived }) => {
        this.#rate = nextRate(this.#rate, clock.now(), bytesReceived);
        const next = withFiles(this.#download, state, files);
        const bytesPerSecond = state === "downloading" ? this.#rate.bytesPerSecond : null;
        this.#set({ ...next, bytesPerSecond, etaSeconds: secondsLeft(next.bytes, next.totalBytes, bytesPerSecond) });
      },
      onDone: (fetched) => {
        const files = fetched.files.map((file) => ({ ...file, totalBytes: file.bytes }));
        this.#set(atRest(withFiles(this.#download, "verifying", files), "verifying"));
        void this.#settle(this.#land(fetched));
      },
      onFailed: (error) => void this.#settle(this.#fail(error)),
    };
  }

  async #land(fetched: FetchedModel): Promise<void> {
    try {
      const reference = await this.#options.land(fetched);
      this.#options.logger.info({ download: this.#download.id, reference }, "download done");
      this.#set(arrived(this.#download, reference, this.#now()));
    } catch (error) {
      await this.#fail(TresorError.from(error));
    }
  }

  async #fail(error: TresorError): Promise<void> {
    this.#options.logger.warn({ download: this.#download.id, code: error.code }, "download failed");
    this.#set(ended(this.#download, "failed", this.#now(), error));
  }

  #countSent(sentByProcess: number): void {
    const before = this.#download.bytesSent;
    const bytesSent = Math.max(before, this.#sentBefore + sentByProcess);
    this.#download = { ...this.#download, bytesSent };
    this.#options.onSent(bytesSent - before);
  }

  #set(download: Download): void {
    const before = this.#download;
    this.#download = download;
    const isNews =
      before.state !== download.state ||
      before.hosts !== download.hosts ||
      before.files.length !== download.files.length;
    this.#options.onChange(this, isNews);
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}

function over({ state }: Download): TresorError {
  return new TresorError("invalid_request", `This download is ${state}: there is nothing to pause or to go on with.`, {
    state,
  });
}
