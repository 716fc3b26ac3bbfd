/** The state of a disk in bytes; `free` is what this user may still write. */
export interface Disk {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** What the cache leaves free on any disk, in spite of its limit: the cache makes nothing else run out of space. */
const mostSparedBytes = 10e9;
const sparedShare = 0.1;

/** What may still be written to the disk; less than nothing where it is fuller than the cache may leave it. */
export function writableBytes({ totalBytes, freeBytes }: Disk): number {
  return freeBytes - Math.min(mostSparedBytes, totalBytes * sparedShare);
}

/** What the cache may take in all: the limit, or less where the disk is full. `heldBytes` is what it takes now. */
export function effectiveLimitBytes(limitBytes: number, heldBytes: number, disk: Disk): number {
  return Math.floor(Math.max(0, Math.min(limitBytes, heldBytes + writableBytes(disk))));
}
