import { mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { TresorError } from "../../shared/errors";
import type { FetchedFile, FetchJob } from "../core/downloads/fetcher-protocol";
import { checkDiskSpace } from "./disk-space";
import { planFiles, type FilePlan } from "./hub/plan-files";
import type { JobTools, WantedFile } from "./job-tools";
import { removeParts } from "./transfer/journal";
import { giveName, PartFile } from "./transfer/part-file";
import { coveredBytes } from "./transfer/ranges";
import { TrailingHash } from "./transfer/trailing-hash";
import { Transfer } from "./transfer/transfer";

export interface Fetched {
  readonly plan: FilePlan;
  /** In the order of the plan's files. */
  readonly hashes: readonly string[];
}

interface Piece {
  readonly file: WantedFile;
  part: PartFile | null;
  sha256: string | null;
  /** How many bytes to show. */
  bytes: () => number;
}

/** One job from the question which files there are to their names on the disk. All files get their names together, at the end. */
export class FetchRun {
  readonly #job: FetchJob;
  readonly #tools: JobTools;
  #pieces: readonly Piece[] = [];
  #state: "resolving" | "downloading" | "verifying" = "resolving";

  constructor(job: FetchJob, tools: JobTools) {
    this.#job = job;
    this.#tools = tools;
  }

  get state(): "resolving" | "downloading" | "verifying" {
    return this.#state;
  }

  get files(): FetchedFile[] {
    return this.#pieces.map(({ file: { name, sizeBytes, sha256 }, bytes }) => {
      return { name, bytes: bytes(), totalBytes: sizeBytes, sha256 };
    });
  }

  /** @throws TresorError; Error of the file system */
  async fetch(): Promise<Fetched> {
    const plan = await planFiles(this.#job, this.#tools);
    this.#pieces = plan.files.map((file) => ({ file, part: null, sha256: null, bytes: () => 0 }));
    try {
      for (const piece of this.#pieces) await this.#takeStock(piece);
      await checkDiskSpace(this.#job.directory, this.#missingBytes());
      for (const piece of this.#pieces) piece.sha256 ??= await this.#receive(piece);
    } finally {
      for (const { part } of this.#pieces) await part?.close();
    }
    for (const { file, part } of this.#pieces) await (part === null ? removeParts(file.path) : giveName(file.path));
    return { plan, hashes: this.#pieces.map(({ sha256 }) => sha256 ?? "") };
  }

  /** Removes what has come of files that have no name yet. */
  async discard(): Promise<void> {
    for (const { file } of this.#pieces) await removeParts(file.path);
  }

  /** Looks what is there of a file already: all of it, a part, nothing. */
  async #takeStock(piece: Piece): Promise<void> {
    const { file } = piece;
    await mkdir(dirname(file.path), { recursive: true });
    piece.sha256 = await this.#hashOfPresent(piece);
    if (piece.sha256 !== null) return;
    const part = await PartFile.open(file.path, file, (reason) =>
      this.#tools.notice(`${file.name} starts over: ${reason}.`),
    );
    piece.part = part;
    piece.sha256 = part.verified;
    piece.bytes = () => coveredBytes(part.ranges);
  }

  /** The hash of the finished file, when one of this size is there and is the right one. */
  async #hashOfPresent(piece: Piece): Promise<string | null> {
    const { file } = piece;
    const present = await stat(file.path).catch(() => null);
    if (present?.isFile() !== true || present.size !== file.sizeBytes) return null;
    this.#state = "verifying";
    const handle = await open(file.path, "r");
    try {
      const hash = new TrailingHash(handle);
      piece.bytes = () => hash.hashedBytes;
      await hash.follow(file.sizeBytes, async () => {
        await this.#tools.gate.whenOpen(this.#tools.signal);
        this.#tools.signal.throwIfAborted();
        return true;
      });
      const sha256 = hash.digest();
      if (file.sha256 === null) {
        this.#tools.notice(`${file.name} is there with the right size; its source tells no hash to hold against it.`);
      }
      return file.sha256 === null || file.sha256 === sha256 ? sha256 : null;
    } finally {
      await handle.close();
    }
  }

  #missingBytes(): number {
    return this.#pieces.reduce(
      (sum, { file, part }) => sum + (part === null ? 0 : file.sizeBytes - coveredBytes(part.ranges)),
      0,
    );
  }

  async #receive(piece: Piece): Promise<string> {
    const { file, part } = piece;
    if (part === null) throw new TresorError("internal", `${file.name} was not opened.`);
    this.#state = "downloading";
    const transfer = new Transfer(file, part, this.#tools);
    await transfer.receive();
    this.#state = "verifying";
    piece.bytes = () => transfer.hashedBytes;
    const sha256 = await transfer.digest();
    const promised = part.identity.sha256;
    if (promised !== null && promised !== sha256) {
      await removeParts(file.path);
      throw new TresorError(
        "download_failed",
        `${file.name} is not what the hub promised: its SHA-256 is ${sha256}, promised was ${promised}. It has been removed.`,
        { sha256, promised },
      );
    }
    if (promised === null)
      this.#tools.notice(`${file.name} has come whole; its source tells no hash to hold against it.`);
    await part.markVerified(sha256);
    return sha256;
  }
}
