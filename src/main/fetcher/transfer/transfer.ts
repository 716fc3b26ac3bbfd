import { setTimeout as wait } from "node:timers/promises";
import { TresorError } from "../../../shared/errors";
import { describeFile } from "../hub/describe-file";
import type { JobTools, WantedFile } from "../job-tools";
import { FileRoute } from "./file-route";
import type { PartFile } from "./part-file";
import { missingRanges, segmentBytesFor, segmentsOf, wholeUntil, type ByteRange } from "./ranges";
import { FileChanged, NoRanges, receiveRange } from "./receive-range";
import { runTogether } from "./run-together";
import { TrailingHash } from "./trailing-hash";

const mostStarts = 3;

/** Brings one file whole: the ranges that are missing, side by side, and then the hash. */
export class Transfer {
  readonly #file: WantedFile;
  readonly #part: PartFile;
  readonly #tools: JobTools;
  readonly #route: FileRoute;
  #hash: TrailingHash;
  #inOneStream = false;

  constructor(file: WantedFile, part: PartFile, tools: JobTools) {
    this.#file = file;
    this.#part = part;
    this.#tools = tools;
    this.#route = new FileRoute(tools.web, file.address, file.name);
    this.#hash = new TrailingHash(part.handle);
  }

  get hashedBytes(): number {
    return this.#hash.hashedBytes;
  }

  /** @throws TresorError */
  async receive(): Promise<void> {
    for (let start = 1; ; start++) {
      try {
        await this.#receiveMissing();
        return;
      } catch (error) {
        await this.#part.checkpoint().catch(() => undefined);
        if (error instanceof NoRanges) {
          this.#inOneStream = true;
          await this.#startOver("the server sends it only as a whole");
        } else if (error instanceof FileChanged && start < mostStarts) {
          await this.#startOver(error.message);
        } else if (error instanceof FileChanged) {
          throw new TresorError("download_failed", `${this.#file.name} changes while it is fetched: ${error.message}.`);
        } else {
          throw error;
        }
      }
    }
  }

  /** The hash of the whole, after `receive`. @throws Error of the file system */
  async digest(): Promise<string> {
    const { gate, signal } = this.#tools;
    await this.#hash.follow(this.#part.identity.sizeBytes, async () => {
      await gate.whenOpen(signal);
      signal.throwIfAborted();
      return true;
    });
    return this.#hash.digest();
  }

  async #receiveMissing(): Promise<void> {
    const { sizeBytes } = this.#part.identity;
    const { connections, pace, signal } = this.#tools;
    const segmentBytes = segmentBytesFor(sizeBytes, connections, pace.segmentBytes);
    const queue = segmentsOf(missingRanges(this.#part.ranges, sizeBytes), segmentBytes);
    const workers = Array.from(
      { length: this.#inOneStream ? 1 : Math.min(connections, queue.length) },
      () => (until: AbortSignal) => this.#work(queue, until),
    );
    const keepers = [(until: AbortSignal) => this.#keepSafe(until), (until: AbortSignal) => this.#hashBehind(until)];
    await runTogether(workers, keepers, signal);
    await this.#part.checkpoint();
  }

  async #work(queue: ByteRange[], signal: AbortSignal): Promise<void> {
    if (this.#inOneStream) return receiveRange(this.#route, this.#part, null, this.#tools, signal);
    for (let segment = queue.shift(); segment !== undefined; segment = queue.shift()) {
      await receiveRange(this.#route, this.#part, segment, this.#tools, signal);
    }
  }

  async #keepSafe(until: AbortSignal): Promise<void> {
    while (await passed(this.#tools.pace.checkpointMilliseconds, until)) await this.#part.checkpoint();
  }

  /** Bytes of one stream may be written a second time; they are hashed when all have come. */
  async #hashBehind(until: AbortSignal): Promise<void> {
    if (this.#inOneStream) return;
    while (await passed(this.#tools.pace.checkpointMilliseconds, until)) {
      await this.#hash.follow(wholeUntil(this.#part.journalled), async () => !until.aborted);
    }
  }

  async #startOver(reason: string): Promise<void> {
    const { name, address } = this.#file;
    this.#tools.notice(`${name} starts over: ${reason}.`);
    const { identity } = this.#part;
    const anew = this.#inOneStream ? identity : { ...identity, ...(await describeFile(address, name, this.#tools)) };
    await this.#part.startOver(anew);
    this.#hash = new TrailingHash(this.#part.handle);
  }
}

/** Whether the time has passed before the signal came. */
async function passed(milliseconds: number, until: AbortSignal): Promise<boolean> {
  await wait(milliseconds, undefined, { signal: until }).catch(() => undefined);
  return !until.aborted;
}
