import type { Machine } from "../../../shared/shapes/machine";
import type { Resident } from "../../../shared/shapes/resident";
import { bytesOfResident, type ResidentBytes } from "./resident-memory";

export type MemorySegment =
  | { readonly kind: "resident"; readonly reference: string; readonly bytes: number; readonly parts: ResidentBytes }
  | { readonly kind: "free" | "reserve" | "system"; readonly bytes: number };

/**
 * The machine's memory from left to right: models, what is free, the reserve, the system. The sum is the whole memory; where the
 * figures overlap (the reserve is partly in use), the free part gives way first, then the reserve.
 */
export function memorySegments(machine: Machine, residents: readonly Resident[]): readonly MemorySegment[] {
  const ingots = residents
    .filter(({ pid }) => pid !== null)
    .map((resident) => {
      const parts = bytesOfResident(resident);
      return { kind: "resident" as const, reference: resident.reference, bytes: parts.total, parts };
    });
  const models = ingots.reduce((sum, { bytes }) => sum + bytes, 0);
  const rest = Math.max(0, machine.totalBytes - models - machine.systemBytes);
  const reserve = Math.min(machine.reserveBytes, rest);
  return [
    ...ingots,
    { kind: "free", bytes: rest - reserve },
    { kind: "reserve", bytes: reserve },
    { kind: "system", bytes: machine.systemBytes },
  ];
}

/** Where the GPU limit stands in the bar, from 0 to 1; null where there is none. */
export function gpuLimitShare({ gpuLimitBytes, totalBytes }: Machine): number | null {
  return gpuLimitBytes === null || totalBytes === 0 ? null : Math.min(1, gpuLimitBytes / totalBytes);
}
