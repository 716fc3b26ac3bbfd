import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import type { FetchJob, FetchPace, FromFetcher, ToFetcher } from "../../../src/main/core/downloads/fetcher-protocol";
import { builtFiles } from "../built-files";
import type { LocalHub } from "./local-hub";

type End = Extract<FromFetcher, { type: "done" | "failed" }>;

/** Less patience than a user's; many small requests. */
export const testPace: Partial<FetchPace> = {
  ...{ stallMilliseconds: 400, retryMilliseconds: 10, attempts: 4 },
  ...{ checkpointMilliseconds: 20, segmentBytes: 1024 * 1024 },
};

/** The whole repository of the hub, into the directory. */
export function jobFor(hub: LocalHub, directory: string, rest: Partial<FetchJob> = {}): FetchJob {
  return {
    source: { type: "hub", repository: hub.repository, revision: null, file: null, quantization: null },
    ...{ directory, endpoint: hub.endpoint, token: null, limitBytesPerSecond: null, connections: 4, pace: testPace },
    ...rest,
  };
}

/** The built fetcher, as the core starts it. */
export class FetcherProcess {
  readonly messages: FromFetcher[] = [];
  readonly child: ChildProcess;
  /** How it ended: `[code, signal]`. */
  readonly exited: Promise<unknown[]>;

  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [builtFiles().fetcherScript], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1", ...environment },
    });
    this.exited = once(this.child, "exit");
    this.child.on("message", (message) => this.messages.push(message as FromFetcher));
    this.child.on("error", () => undefined);
    onTestFinished(() => void this.child.kill("SIGKILL"));
  }

  send(message: ToFetcher): void {
    this.child.send(message, () => undefined);
  }

  /** The first message of this kind that fits, from the past or to come. */
  async seen<Type extends FromFetcher["type"]>(
    type: Type,
    fits: (message: Extract<FromFetcher, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<FromFetcher, { type: Type }>> {
    for (;;) {
      const found = this.all(type).find(fits);
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`The fetcher ended without "${type}".`);
      await Promise.race([once(this.child, "message"), this.exited]);
    }
  }

  all<Type extends FromFetcher["type"]>(type: Type): Extract<FromFetcher, { type: Type }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<FromFetcher, { type: Type }>[];
  }

  /** Runs the job to its end, and the process with it. */
  async run(job: FetchJob): Promise<End> {
    this.send({ type: "start", job });
    await this.exited;
    const end = this.messages.findLast(
      (message): message is End => message.type === "done" || message.type === "failed",
    );
    if (end === undefined) throw new Error("The fetcher ended without a last message.");
    return end;
  }
}
