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

/** What of a machine's memory is not for models. */
export interface MachineRoom {
  /** Kept for the system. */
  readonly reserveBytes: number;
  /** What the user lets models take; null: all the rest. */
  readonly limitBytes: number | null;
}

/** What Tresor keeps free on such a machine when nobody says otherwise. */
const usualRoom = ({ memoryBytes }: MachineKind): MachineRoom => ({
  reserveBytes: reserveOf(memoryBytes),
  limitBytes: null,
});

export function fitTable(
  machine: MachineKind,
  entries: readonly CatalogEntry[],
  room: MachineRoom = usualRoom(machine),
): FitTable {
  return {
    machine: machine.name,
    displayName: machine.displayName,
    memoryBytes: machine.memoryBytes,
    bandwidthBytesPerSecond: machine.bandwidthBytesPerSecond,
    machineKind: machine,
    models: entries.map((entry) => fitRow(machine, entry, room)),
  };
}

/** Whether one machine holds one model at full quality when nothing else is loaded. */
export function fitRow(machine: MachineKind, entry: CatalogEntry, { reserveBytes, limitBytes }: MachineRoom): FitRow {
  const needed = neededBytes(entry);
  const { memoryBytes, gpuLimitBytes } = machine;
  const roomBytes = Math.min(memoryBytes - reserveBytes, limitBytes ?? Infinity);
  const raise = gpuLimitAdvice({ neededBytes: needed, gpuLimitBytes, totalBytes: memoryBytes, reserveBytes });
  const overGpuLimit = gpuLimitBytes !== null && needed > gpuLimitBytes;
  const fits = needed <= roomBytes && (!overGpuLimit || raise !== null);
  const { name, displayName, parameters, activeParameters, bitsPerWeight, weightsBytes, quality } = entry;
  return {
    ...{ name, displayName, parameters, activeParameters, bitsPerWeight, weightsBytes, quality },
    fits,
    tokensPerSecondCeiling: fits ? ceilingOf(machine, entry) : null,
    advice: fits ? (raise === null ? [] : [raise]) : [smallerModel(needed, roomBytes)],
  };
}

/** Null for models that write nothing. */
function ceilingOf({ bandwidthBytesPerSecond }: MachineKind, entry: CatalogEntry): number | null {
  const writes = entry.roles.some((role) => role !== "embed" && role !== "rerank");
  if (bandwidthBytesPerSecond === null || !writes) return null;
  return tokenCeiling(bandwidthBytesPerSecond, (entry.activeParameters * entry.bitsPerWeight) / 8);
}

/** The file as it is published may have a little more than 8 bits: what is loaded counts. */
function neededBytes({ weightsBytes, downloadBytes = weightsBytes }: CatalogEntry): number {
  return downloadBytes + Math.max(leastWorkingBytes, downloadBytes * workingShare);
}

function smallerModel(neededBytes: number, roomBytes: number): PlanAdvice {
  const text = `It needs about ${memoryWords(neededBytes)}, and ${memoryWords(roomBytes)} are left beside the system: take a smaller model.`;
  return { kind: "smallerModel", text, command: null };
}
