export interface BarPart {
  readonly metal: "weights" | "kv" | "compute";
  readonly bytes: number;
}

export interface BarSegment {
  readonly key: string;
  readonly ground: "ingot" | "free" | "reserve" | "system";
  readonly bytes: number;
  readonly parts: readonly BarPart[];
  /** Written into the segment when it is wide enough: a name and a figure. */
  readonly label: { readonly name: string; readonly figure: string | null } | null;
  /** The segment in words, for the line beneath. */
  readonly words: string;
  /** What a plan does with it: hatched rust leaves, an ink outline comes. */
  readonly change?: "leaving" | "coming";
}

export interface BarStripProps {
  readonly segments: readonly BarSegment[];
  readonly size: "small" | "medium" | "large";
  /** The sum in words. */
  readonly summary: string;
  /** What the full width stands for, where that is more than the segments hold. */
  readonly widthBytes?: number;
  readonly chosen?: number | null;
  readonly onPoint?: (index: number) => void;
}

/** A label needs this share of the bar to be read. */
const labelShare = 0.18;

/** Segments true to scale, from left to right. */
export function BarStrip({ segments, size, summary, widthBytes, chosen = null, onPoint }: BarStripProps) {
  const total = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const width = widthBytes === undefined || widthBytes <= total ? null : `${(total / widthBytes) * 100}%`;
  return (
    <div
      className={`memory-bar memory-bar-${size}`}
      role="img"
      aria-label={summary}
      style={width === null ? undefined : { width }}
    >
      {segments.map((segment, index) => (
        <div
          key={segment.key}
          className={`segment segment-${segment.ground}`}
          data-chosen={index === chosen || undefined}
          data-change={segment.change}
          style={{ flexGrow: segment.bytes }}
          onPointerEnter={
            onPoint === undefined
              ? undefined
              : () => {
                  onPoint(index);
                }
          }
        >
          {segment.parts.map(({ metal, bytes }) => (
            <i key={metal} className={`metal-${metal}`} style={{ flexGrow: bytes }} />
          ))}
          {segment.label !== null && segment.change !== "leaving" && segment.bytes >= labelShare * total ? (
            <span>
              <b>{segment.label.name}</b> {segment.label.figure}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}
