import { z } from "zod";
import machinesDocument from "../../../../resources/machines.json";
import { TresorError } from "../../../shared/errors";
import type { MachineKind } from "../../../shared/shapes/fits";
import type { Machine } from "../../../shared/shapes/machine";
import type { Bandwidth } from "./bandwidth";
import type { MachineRoom } from "./fits";

const gibibyte = 2 ** 30;

/** resources/machines.json: in the units in which machines are sold. */
const soldMachineSchema = z
  .object({
    name: z.string(),
    displayName: z.string(),
    memoryGibibytes: z.number().positive(),
    gpuLimitGibibytes: z.number().positive().nullable(),
    bandwidthGigabytesPerSecond: z.number().positive(),
    priceEuros: z.number().positive().nullable(),
    powerWatts: z.number().positive().nullable(),
    asOf: z.iso.date(),
    expected: z.boolean(),
  })
  .strict()
  .transform(({ memoryGibibytes, gpuLimitGibibytes, bandwidthGigabytesPerSecond, ...rest }): MachineKind => ({
    ...rest,
    memoryBytes: memoryGibibytes * gibibyte,
    gpuLimitBytes: gpuLimitGibibytes === null ? null : Math.round(gpuLimitGibibytes * gibibyte),
    bandwidthBytesPerSecond: bandwidthGigabytesPerSecond * 1e9,
  }));

/** Machines that one can buy, or could. */
export const soldMachines: readonly MachineKind[] = z.array(soldMachineSchema).parse(machinesDocument);

export const thisMachineName = "this-machine";

/** The machine that Tresor runs on, as one of the list. */
export function thisMachine(machine: Machine, bandwidth: Bandwidth | null): MachineKind {
  return {
    name: thisMachineName,
    displayName: machine.chip,
    memoryBytes: machine.totalBytes,
    gpuLimitBytes: machine.gpuLimitBytes === null || machine.gpuLimitBytes === 0 ? null : machine.gpuLimitBytes,
    bandwidthBytesPerSecond: bandwidth?.bytesPerSecond ?? null,
    bandwidthMeasured: bandwidth?.measured ?? false,
    priceEuros: null,
    powerWatts: null,
    asOf: machine.at.slice(0, 10),
    expected: false,
  };
}

/** A limit below what the machine itself allows is the user's. */
export function roomOf({ totalBytes, reserveBytes, gpuLimitBytes, memoryLimitBytes }: Machine): MachineRoom {
  const own = Math.min(totalBytes - reserveBytes, gpuLimitBytes ?? Infinity);
  return { reserveBytes, limitBytes: memoryLimitBytes < own ? memoryLimitBytes : null };
}

/** @throws TresorError `invalid_request` that lists the names */
export function findMachine(machines: readonly MachineKind[], name: string): MachineKind {
  const machine = machines.find((candidate) => candidate.name === name);
  if (machine !== undefined) return machine;
  const names = [thisMachineName, ...machines.map((candidate) => candidate.name)].join(", ");
  throw new TresorError("invalid_request", `There is no machine "${name}"; there are ${names}.`, { field: "machine" });
}
