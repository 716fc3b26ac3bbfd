/** What is known of the speed of one fetcher process. Times in milliseconds. */
export interface TransferRate {
  readonly at: number;
  /** What the process has received so far. */
  readonly receivedBytes: number;
  /** Null until there are two looks to compare. */
  readonly bytesPerSecond: number | null;
}

/** A change of speed is seen after about this time; single gusts are not. */
const smoothingMilliseconds = 5_000;
/** Two looks that are closer say nothing. */
const leastMilliseconds = 100;

/** Speed from what came over the wire, not from what is on disk: a process that takes a job up again begins far above zero. */
export function nextRate(before: TransferRate | null, at: number, receivedBytes: number): TransferRate {
  if (before === null || receivedBytes < before.receivedBytes) return { at, receivedBytes, bytesPerSecond: null };
  const milliseconds = at - before.at;
  if (milliseconds < leastMilliseconds) return before;
  const latest = ((receivedBytes - before.receivedBytes) / milliseconds) * 1_000;
  if (before.bytesPerSecond === null) return { at, receivedBytes, bytesPerSecond: latest };
  const weight = 1 - Math.exp(-milliseconds / smoothingMilliseconds);
  return { at, receivedBytes, bytesPerSecond: before.bytesPerSecond + weight * (latest - before.bytesPerSecond) };
}

/** Whole seconds; null while nothing comes or nobody knows how much there is. */
export function secondsLeft(bytes: number, totalBytes: number | null, bytesPerSecond: number | null): number | null {
  if (totalBytes === null || bytesPerSecond === null || bytesPerSecond < 1) return null;
  return Math.ceil(Math.max(0, totalBytes - bytes) / bytesPerSecond);
}
