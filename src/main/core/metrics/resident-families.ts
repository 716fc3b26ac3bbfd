import { residentStateSchema, type Resident } from "../../../shared/shapes/resident";
import type { Family } from "./exposition";
import { gauge, type Reading } from "./gauge";

/** Each resident: its state, its memory, its slots and who waits for them. */
export function residentFamilies(residents: readonly Resident[]): Family[] {
  const byModel = (value: (resident: Resident) => number | null): Reading[] =>
    residents.map((resident) => [{ model: resident.reference }, value(resident)]);
  return [
    gauge("tresor_resident_state", "1 for the state that each resident is in.", residents.flatMap(stateReadings)),
    gauge(
      "tresor_resident_memory_bytes",
      "Memory of each resident: measured of its process, predicted before its load, and the parts of the prediction.",
      residents.flatMap(memoryReadings),
    ),
    gauge(
      "tresor_resident_pinned",
      "1 where a resident is never evicted.",
      byModel(({ pinned }) => Number(pinned)),
    ),
    gauge(
      "tresor_slots",
      "Conversations that a resident can answer at once.",
      byModel(({ slots }) => slots),
    ),
    gauge(
      "tresor_slots_busy",
      "Those that it answers now.",
      byModel(({ jobs }) => jobs.filter(({ phase }) => phase !== "queued").length),
    ),
    gauge(
      "tresor_queue_length",
      "Requests that wait for a slot.",
      byModel(({ jobs }) => jobs.filter(({ phase }) => phase === "queued").length),
    ),
    gauge(
      "tresor_tokens_per_second",
      "Tokens that a resident wrote in the last second, over all its slots.",
      byModel(({ tokensPerSecond }) => tokensPerSecond ?? 0),
    ),
    gauge(
      "tresor_resident_sealed",
      "1 where the kernel refused the network to a resident's process.",
      byModel(({ seal, pid }) => (pid === null ? null : Number(seal.enforced))),
    ),
  ];
}

function stateReadings({ reference, state }: Resident): Reading[] {
  return residentStateSchema.options.map((one) => [{ model: reference, state: one }, Number(one === state)]);
}

function memoryReadings({ reference, memory }: Resident): Reading[] {
  const { measuredBytes, predictedBytes, weightsBytes, kvCacheBytes, computeBytes } = memory;
  const kinds = {
    measured: measuredBytes,
    predicted: predictedBytes,
    weights: weightsBytes,
    kv_cache: kvCacheBytes,
    compute: computeBytes,
  };
  return Object.entries(kinds).map(([kind, bytes]) => [{ model: reference, kind }, bytes]);
}
