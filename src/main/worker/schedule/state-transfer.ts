import { existsSync } from "node:fs";
import { mkdtemp, open, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LlamaContextSequence } from "node-llama-cpp";
import { isAlive } from "../../core/kernel/process-alive";

const prefix = "tresor-state-";
/** Linux has a folder that is memory; elsewhere the file lives in the user's own temporary folder for the moment of the transfer. */
const memoryFolder = "/dev/shm";
const partBytes = 64 * 2 ** 20;

/**
 * Moves a sequence's state into memory and back. The engine knows files only, so the state passes through a file in a folder that only
 * this user can open, which is removed at once. What a killed worker left is removed by the next.
 *
 * `export` and `import` are the engine's work and belong between two steps; `take` and `stage` are not and may run beside them.
 */
export class StateTransfer {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<StateTransfer> {
    const parent = existsSync(memoryFolder) ? memoryFolder : tmpdir();
    await removeLeftovers(parent);
    return new StateTransfer(await mkdtemp(join(parent, `${prefix}${process.pid}-`)));
  }

  /** Writes the sequence's state to a new file and returns its path. */
  async export(sequence: LlamaContextSequence): Promise<string> {
    const path = this.#newPath();
    await sequence.saveStateToFile(path);
    return path;
  }

  /** The file's bytes, in memory that threads can share; the file is gone afterwards. */
  async take(path: string): Promise<Buffer> {
    try {
      return await readShared(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Lays a state ready for `import` and returns its path. */
  async stage(state: Buffer): Promise<string> {
    const path = this.#newPath();
    await writeFile(path, state, { mode: 0o600 });
    return path;
  }

  /** Puts the state in place of what the sequence holds. It must be of this very model and context: the engine does not check. */
  async import(sequence: LlamaContextSequence, path: string): Promise<void> {
    try {
      await sequence.loadStateFromFile(path, { acceptRisk: true });
    } finally {
      await rm(path, { force: true });
    }
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #newPath(): string {
    return join(this.#folder, String(this.#count++));
  }
}

/** Part by part: Node reads no more than 2 GiB at once. @throws RangeError beyond what a buffer can hold */
async function readShared(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const buffer = Buffer.from(new SharedArrayBuffer(size));
    for (let position = 0; position < size;) {
      const { bytesRead } = await file.read(buffer, position, Math.min(partBytes, size - position), position);
      if (bytesRead === 0) throw new Error("The state's file ended early.");
      position += bytesRead;
    }
    return buffer;
  } finally {
    await file.close();
  }
}

async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^${prefix}(\\d+)-`, "u").exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another user's is not ours to remove, and cannot be.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
