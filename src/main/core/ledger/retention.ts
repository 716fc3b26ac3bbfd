/** What is known of a closed segment; times in milliseconds since 1970. */
export interface ClosedSegment {
  readonly number: number;
  readonly sizeBytes: number;
  /** Of its last record. */
  readonly lastAt: number;
}

export interface RetentionRules {
  /** Null: for ever. */
  readonly keptMilliseconds: number | null;
  readonly keptBytes: number | null;
}

/** The oldest segments that the rules let go, in their order. What is left is always without a gap; the open segment is not in question. */
export function leavingSegments(
  segments: readonly ClosedSegment[],
  { keptMilliseconds, keptBytes }: RetentionRules,
  now: number,
): readonly ClosedSegment[] {
  let leftBytes = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const leaving: ClosedSegment[] = [];
  for (const segment of segments) {
    const isOld = keptMilliseconds !== null && now - segment.lastAt > keptMilliseconds;
    const isTooMuch = keptBytes !== null && leftBytes > keptBytes;
    if (!isOld && !isTooMuch) break;
    leaving.push(segment);
    leftBytes -= segment.sizeBytes;
  }
  return leaving;
}
