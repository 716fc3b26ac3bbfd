import { readFile, realpath } from "node:fs/promises";
import { memoryWords } from "../memory-words";
import { mappedBytesOf, residentBytesOf } from "./process-maps";
import type { ProbeFinding, ProbedResident, ResidencyProbe } from "./residency-probe";

/** The header of a file and the ends of its pages are mapped and need not be in memory. */
const wholeShare = 0.99;

/** The kernel's own account of the worker's pages: how much of the mapped model file is in memory. */
export const probeOnLinux: ResidencyProbe = async (resident) => {
  const smaps = await readFile(`/proc/${resident.pid}/smaps`, "utf8").catch(() => null);
  if (smaps === null || smaps === "") return null;
  const files = await Promise.all(resident.files.map((file) => realpath(file).catch(() => file)));
  return findingOf(smaps, { ...resident, files });
};

/** Weights beyond what is mapped were read into the process's own memory, which holds more than weights: no more is claimed of it. */
export function findingOf(smaps: string, { pid, weightsBytes, files }: ProbedResident): ProbeFinding {
  const mapped = mappedBytesOf(smaps, files);
  if (mapped === null) {
    const held = residentBytesOf(smaps);
    const how = `smaps of ${pid}: the process holds ${memoryWords(held)} of its own`;
    return { holds: held >= weightsBytes, residentBytes: Math.min(weightsBytes, held), weightsBytes, how };
  }
  const { mappedBytes, residentBytes } = mapped;
  const how = `smaps of ${pid}: ${memoryWords(residentBytes)} of ${memoryWords(mappedBytes)} mapped from the file`;
  const missing = Math.max(0, mappedBytes - residentBytes);
  return {
    holds: residentBytes >= mappedBytes * wholeShare,
    residentBytes: Math.max(0, weightsBytes - missing),
    weightsBytes,
    how,
  };
}
