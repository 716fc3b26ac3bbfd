import type { Fetcher, FetcherListener, LaunchFetcher } from "../../src/main/core/downloads/fetcher-port";
import type { FetchJob, FromFetcher, ToFetcher } from "../../src/main/core/downloads/fetcher-protocol";

type Said = Exclude<FromFetcher, { type: "ready" }>;

/** A fetcher without a process: the test says what it tells and when it ends. */
export class FakeFetcher implements Fetcher {
  readonly job: FetchJob;
  readonly told: ToFetcher[] = [];
  isGone = false;
  /** Like the real one, it tells that it is paused, and ends when it is cancelled. */
  isObedient = true;
  readonly #listener: FetcherListener;

  constructor(job: FetchJob, listener: FetcherListener) {
    this.job = job;
    this.#listener = listener;
  }

  send(message: ToFetcher): void {
    this.told.push(message);
    if (!this.isObedient) return;
    if (message.type === "pause") this.progress("paused", 0, 0);
    if (message.type === "cancel") this.die();
  }

  end(): void {
    this.die("was ended");
  }

  say(message: Said): void {
    this.#listener.onMessage(message);
  }

  progress(state: "resolving" | "downloading" | "paused" | "verifying", bytes: number, totalBytes: number): void {
    const files = totalBytes === 0 ? [] : [{ name: "tiny.Q8_0.gguf", bytes, totalBytes }];
    this.say({ type: "progress", state, files, bytesSent: 100, bytesReceived: bytes });
  }

  done(paths: readonly string[] = ["/models/tiny.gguf"], sha256 = "0".repeat(64)): void {
    const files = paths.map((path) => ({ name: path, sha256, bytes: 10 }));
    this.say({
      ...{ type: "done", paths, repository: "owner/tiny", revision: "abc", files },
      ...{ bytesSent: 120, bytesReceived: 10 },
    });
    this.die("ended with code 0");
  }

  die(reason = "ended with SIGKILL"): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#listener.onEnd(`The fetcher ${reason}.`);
  }
}

/** Every fetcher that was launched, in order. */
export class FakeFetchers {
  readonly all: FakeFetcher[] = [];
  readonly launch: LaunchFetcher = (job, listener) => {
    const fetcher = new FakeFetcher(job, listener);
    this.all.push(fetcher);
    return fetcher;
  };

  /** @throws Error when there is none yet */
  at(index: number): FakeFetcher {
    const fetcher = this.all.at(index);
    if (fetcher === undefined) throw new Error(`No fetcher ${index} was launched.`);
    return fetcher;
  }
}
