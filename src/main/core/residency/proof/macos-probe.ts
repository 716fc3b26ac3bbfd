import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { memoryWords } from "../memory-words";
import type { ProbeFinding, ResidencyProbe } from "./residency-probe";

const run = promisify(execFile);
const commandMilliseconds = 2_000;
const usualPageBytes = 16_384;

/**
 * Metal wires the buffers that it keeps resident, and `vm_stat` tells what is wired in all: no process's share, without root. So a look
 * proves all residents together or none: wired must be at least what was wired without any, and all weights.
 */
export class MacosProbe {
  readonly #wiredBytes: () => Promise<number | null>;
  readonly #allWeightsBytes: () => number;
  #baseBytes = 0;

  /** `allWeightsBytes`: of all models that are loaded now. */
  constructor(allWeightsBytes: () => number, wiredBytes: () => Promise<number | null> = readWiredBytes) {
    this.#allWeightsBytes = allWeightsBytes;
    this.#wiredBytes = wiredBytes;
  }

  /** What is wired while no model is loaded is the system's own. */
  async lookWithoutModels(): Promise<void> {
    const wired = await this.#wiredBytes();
    if (wired !== null && this.#allWeightsBytes() === 0) this.#baseBytes = wired;
  }

  readonly probe: ResidencyProbe = async ({ weightsBytes }) => {
    const wired = await this.#wiredBytes();
    return wired === null ? null : macosFinding(wired, this.#baseBytes, this.#allWeightsBytes(), weightsBytes);
  };
}

export function macosFinding(wired: number, base: number, allWeights: number, weightsBytes: number): ProbeFinding {
  const how = `vm_stat: ${memoryWords(wired)} wired, ${memoryWords(base)} of it by the system, for ${memoryWords(allWeights)} of weights`;
  return { holds: wired - base >= allWeights, residentBytes: null, weightsBytes, how };
}

/** From the output of `vm_stat`; null when it says nothing of wired pages. */
export function wiredBytesOf(vmStat: string): number | null {
  const pages = /^Pages wired down:\s+(\d+)\.?$/m.exec(vmStat)?.[1];
  const pageBytes = Number(/page size of (\d+) bytes/.exec(vmStat)?.[1] ?? usualPageBytes);
  return pages === undefined ? null : Number(pages) * pageBytes;
}

async function readWiredBytes(): Promise<number | null> {
  const output = await run("/usr/bin/vm_stat", { timeout: commandMilliseconds }).catch(() => null);
  return output === null ? null : wiredBytesOf(output.stdout);
}
