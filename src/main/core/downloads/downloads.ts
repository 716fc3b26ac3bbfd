import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { Download } from "../../../shared/shapes/download";
import { LatestByKey } from "../control/latest-by-key";
import type { Clock } from "../kernel/clock";
import { Emitter } from "../kernel/emitter";
import type { Logger } from "../kernel/logger";
import { bandwidthShares } from "./bandwidth-shares";
import { canGoOn, isUnderWay, newDownload } from "./download-changes";
import { DownloadJob, type DownloadJobOptions } from "./download-job";
import type { DownloadStore, StoredDownload } from "./download-store";
import type { Downloads, Outbound, PullRequest } from "./downloads-port";
import type { LaunchFetcher } from "./fetcher-port";
import type { FetchJob } from "./fetcher-protocol";
import { firstHost } from "./hub-endpoint";
import { parseSource, type Source } from "./hub-reference";
import { land, type LandingLibrary } from "./landing";
import { nextToStart } from "./queue";
import { removeParts } from "./remove-parts";

const changeMilliseconds = 500;
const connections = 4;
/** Of those that have ended: an old one tells nothing that the library does not. */
const mostEnded = 50;

export interface DownloadManagerOptions {
  readonly launch: LaunchFetcher;
  readonly library: LandingLibrary;
  /** The data directory's own; each source gets a folder in it. */
  readonly modelsDirectory: string;
  readonly store: DownloadStore;
  /** The source behind a name of the catalogue; null: no such name. */
  readonly catalogSource: (name: string) => string | null;
  /** @throws TresorError `invalid_request` */
  readonly endpoint: () => string;
  readonly token: () => Promise<string | null>;
  /** For all downloads together. */
  readonly limitBytesPerSecond: () => number | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The Downloads port over fetcher processes: the queue, the limit for all, and what survives a restart. */
export class DownloadManager implements Downloads {
  readonly #options: DownloadManagerOptions;
  readonly #jobs = new Map<string, DownloadJob>();
  readonly #changes: Emitter<Download>;
  readonly #paced: LatestByKey<Download>;
  #bytesSent = 0;
  #disposed = false;

  constructor(options: DownloadManagerOptions) {
    this.#options = options;
    this.#changes = new Emitter((error) => options.logger.error({ error }, "a listener of the downloads failed"));
    this.#paced = new LatestByKey(changeMilliseconds, (download) => this.#changes.emit(download));
  }

  /** Takes up what was under way when Tresor ended, however it ended; what was paused or has failed waits to be asked for. */
  async open(): Promise<void> {
    for (const stored of await this.#options.store.load()) {
      const { download } = stored;
      if (!isUnderWay(download) && !canGoOn(download)) continue;
      const job = this.#add(stored);
      if (isUnderWay(download)) job.queue();
    }
    this.#advance();
  }

  list(): readonly Download[] {
    return this.#all().map(({ download }) => download);
  }

  find(id: string): Download | null {
    return this.#jobs.get(id)?.download ?? null;
  }

  pull({ source, limitBytesPerSecond }: PullRequest): Download {
    if (this.#disposed) throw new TresorError("shutting_down", "Tresor is stopping; try again when it is back.");
    const from = parseSource(source, this.#options.catalogSource);
    const job = this.#unended(from) ?? this.#begin(source, from);
    if (limitBytesPerSecond !== undefined) job.limitBytesPerSecond = limitBytesPerSecond;
    if (canGoOn(job.download)) job.queue();
    this.#advance();
    return job.download;
  }

  async pause(id: string): Promise<Download> {
    const job = this.#job(id);
    await job.pause();
    return job.download;
  }

  async resume(id: string): Promise<Download> {
    const job = this.#job(id);
    await job.resume();
    this.#advance();
    return job.download;
  }

  async cancel(id: string): Promise<Download> {
    const job = this.#job(id);
    const isFirst = job.download.state !== "failed";
    if ((await job.cancel()) && isFirst) return job.download;
    this.#forget(id);
    this.#save();
    return job.download;
  }

  outbound(): Outbound {
    const out = this.#all().filter(({ isOut }) => isOut);
    const hosts = new Set(out.flatMap(({ download }) => download.hosts));
    const sources = out.map(({ download }) => download.source);
    return { jobs: out.length, hosts: [...hosts], sources, bytesSent: this.#bytesSent };
  }

  onChange(listener: (download: Download) => void): () => void {
    return this.#changes.on(listener);
  }

  /** To be called when the limit for all downloads has changed. */
  divideBandwidth(): void {
    const busy = this.#all().filter(({ isBusy }) => isBusy);
    this.#shares(busy).forEach((share, index) => busy[index]?.limitTo(share));
  }

  /** Ends all fetchers; what is under way goes on at the next start. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all(this.#all().map((job) => job.suspend()));
    this.#paced.dispose();
    await this.#options.store.settled();
  }

  #all(): readonly DownloadJob[] {
    return [...this.#jobs.values()];
  }

  #begin(source: string, from: Source): DownloadJob {
    const { endpoint, clock, logger } = this.#options;
    const host = firstHost(from, endpoint());
    const download = newDownload(source, host, new Date(clock.now()).toISOString());
    logger.info({ download: download.id, hosts: download.hosts }, "download asked for");
    const over = this.#all().filter((job) => !isUnderWay(job.download) && !canGoOn(job.download));
    for (const job of over.slice(0, Math.max(0, over.length - mostEnded + 1))) this.#forget(job.download.id);
    const job = this.#add({ download, from, limitBytesPerSecond: null });
    this.#changed(job, true);
    return job;
  }

  #add(stored: StoredDownload): DownloadJob {
    const job = new DownloadJob(stored, this.#jobOptions());
    this.#jobs.set(stored.download.id, job);
    return job;
  }

  #forget(id: string): void {
    this.#jobs.delete(id);
    this.#paced.drop(id);
  }

  #jobOptions(): DownloadJobOptions {
    const { launch, library, modelsDirectory, clock, logger } = this.#options;
    return {
      launch,
      clock,
      logger,
      fetchJob: (job) => this.#fetchJob(job),
      land: async (fetched) => (await land(fetched, library)).reference,
      removeParts: (job) => removeParts(join(modelsDirectory, job.folder), job.download.files),
      onChange: (job, isNews) => this.#changed(job, isNews),
      onSent: (bytes) => (this.#bytesSent += bytes),
      onFree: () => this.#advance(),
    };
  }

  /** Starts what may start, and divides the line anew. */
  #advance(): void {
    if (this.#disposed) return;
    for (const job of nextToStart(this.#all())) job.start();
    this.divideBandwidth();
  }

  async #fetchJob(job: DownloadJob): Promise<FetchJob> {
    const { modelsDirectory, endpoint, token } = this.#options;
    const directory = join(modelsDirectory, job.folder);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const heldToken = await token();
    // Last, since it may have changed meanwhile; from here on a change is sent to the fetcher.
    const busy = this.#all().filter(({ isBusy }) => isBusy);
    const limitBytesPerSecond = this.#shares(busy)[busy.indexOf(job)] ?? null;
    return { source: job.from, directory, endpoint: endpoint(), token: heldToken, limitBytesPerSecond, connections };
  }

  #shares(busy: readonly DownloadJob[]): readonly (number | null)[] {
    return bandwidthShares(
      this.#options.limitBytesPerSecond(),
      busy.map(({ limitBytesPerSecond }) => limitBytesPerSecond),
    );
  }

  #changed({ download }: DownloadJob, isNews: boolean): void {
    if (!isNews) return this.#paced.push(download.id, download);
    // At the end what was under way stays so in the file: it goes on at the next start.
    this.#save();
    this.#paced.pushNow(download.id, download);
  }

  #save(): void {
    this.#options.store.save(() => this.#all().map((job) => job.stored()));
  }

  #unended(from: Source): DownloadJob | undefined {
    const key = JSON.stringify(from);
    return this.#all().find(
      (job) => JSON.stringify(job.from) === key && (isUnderWay(job.download) || canGoOn(job.download)),
    );
  }

  #job(id: string): DownloadJob {
    const job = this.#jobs.get(id);
    if (job !== undefined) return job;
    throw new TresorError("source_not_found", `There is no download ${id}; GET /tresor/v1/downloads lists them.`, {
      id,
    });
  }
}
