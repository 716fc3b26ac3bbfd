import { memoryWords } from "../memory-words";
import type { PlacedResident, Want } from "./snapshot";

/** Why somebody leaves for this want: reads well after "it left 3 min ago: ". */
export function evictionReason(leaving: Pick<PlacedResident, "uses">, want: Want, bytes: number, now: number): string {
  const needed = `${memoryWords(bytes)} needed for ${want.reference}`;
  if (leaving.uses === 0) return needed;
  const seconds = Math.max(1, Math.round((now - want.since) / 1_000));
  const requests = want.waiting === 1 ? "one request has" : `${want.waiting} requests have`;
  return `${needed}, for which ${requests} waited ${seconds} s: its turn was over`;
}
