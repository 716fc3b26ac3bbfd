import type { CatalogEntry } from "../../../shared/shapes/catalog";
import type { FitRow, FitTable, MachineKind } from "../../../shared/shapes/fits";
import type { PlanAdvice } from "../../../shared/shapes/plan";
import { memoryWords } from "../residency/memory-words";
import { reserveOf } from "../telemetry/memory-balance";
import { gpuLimitAdvice } from "./gpu-limit";
import { tokenCeiling } from "./speed";

/** What a model wants beside its weights to be of use: a conversation of some length, compute buffers, the process. */
const workingShare = 0.02;
const leastWorkingBytes = 400e6;

export interface FitQuestion {
  readonly machine: MachineKind;
  readonly entries: readonly CatalogEntry[];
  /** Kept for the system; left out: what Tresor keeps on such a machine. */
  readonly reserveBytes?: number | undefined;
}

export function fitTable({ machine, entries, reserveBytes = reserveOf(machine.memoryBytes) }: FitQuestion): FitTable {
  return {
    machine: machine.name,
    displayName: machine.displayName,
    memoryBytes: machine.memoryBytes,
    bandwidthBytesPerSecond: machine.bandwidthBytesPerSecond,
    machineKind: machine,
    models: entries.map((entry) => fitRow(machine, entry, reserveBytes)),
  };
}

/** Whether one machine holds one model at full quality when nothing else is loaded. */
export function fitRow(machine: MachineKind, entry: CatalogEntry, reserveBytes: number): FitRow {
  const needed = neededBytes(entry);
  const overGpuLimit = machine.gpuLimitBytes !== null && needed > machine.gpuLimitBytes;
  const raise = gpuLimitAdvice({
    neededBytes: needed,
    gpuLimitBytes: machine.gpuLimitBytes,
    totalBytes: machine.memoryBytes,
    reserveBytes,
  });
  const fits = needed <= machine.memoryBytes - reserveBytes && (!overGpuLimit || raise !== null);
  const bandwidth = machine.bandwidthBytesPerSecond;
  const { name, displayName, parameters, activeParameters, bitsPerWeight, weightsBytes, quality } = entry;
  return {
    ...{ name, displayName, parameters, activeParameters, bitsPerWeight, weightsBytes, quality },
    fits,
    tokensPerSecondCeiling:
      fits && bandwidth !== null ? tokenCeiling(bandwidth, (activeParameters * bitsPerWeight) / 8) : null,
    advice: fits ? (raise === null ? [] : [raise]) : [smallerModel(needed, machine.memoryBytes - reserveBytes)],
  };
}

/** The file as it is published may have a little more than 8 bits: what is loaded counts. */
function neededBytes({ weightsBytes, downloadBytes = weightsBytes }: CatalogEntry): number {
  return downloadBytes + Math.max(leastWorkingBytes, downloadBytes * workingShare);
}

function smallerModel(neededBytes: number, roomBytes: number): PlanAdvice {
  const text = `It needs about ${memoryWords(neededBytes)}, and ${memoryWords(roomBytes)} are left beside the system: take a smaller model.`;
  return { kind: "smallerModel", text, command: null };
}
