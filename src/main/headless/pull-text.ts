import type { Download } from "../../shared/shapes/download";
import type { Figures } from "./figures";
import type { Words } from "./language/en";

const barWidth = 10;

type Progress = Pick<Download, "state" | "bytes" | "totalBytes" | "bytesPerSecond" | "etaSeconds">;

/** One line of a download under way, short enough for a terminal of 80 columns. */
export function pullText(item: Progress, { pull }: Words, figures: Figures): string {
  const { state, bytes, totalBytes, bytesPerSecond, etaSeconds } = item;
  if (totalBytes === null || totalBytes === 0) return pull.states[state];
  const share = Math.min(1, bytes / totalBytes);
  const full = Math.floor(share * barWidth);
  return [
    `${pull.states[state]} [${"█".repeat(full)}${"·".repeat(barWidth - full)}] ${figures.share(share)}`,
    pull.amount(figures.file(bytes), figures.file(totalBytes)),
    ...(bytesPerSecond === null ? [] : [`${figures.file(bytesPerSecond)}/s`]),
    ...(etaSeconds === null ? [] : [pull.left(durationText(etaSeconds))]),
  ].join("  ");
}

/** `0:42`, `12:05`, `3:07:00` */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const twoDigits = (count: number) => String(count).padStart(2, "0");
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  const clock = `${hours === 0 ? minutes : twoDigits(minutes)}:${twoDigits(whole % 60)}`;
  return hours === 0 ? clock : `${hours}:${clock}`;
}
