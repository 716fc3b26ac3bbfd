import { useState, type KeyboardEvent } from "react";

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
  readonly label: { readonly name: string; readonly figure: string } | null;
  /** The segment in words, for the line beneath. */
  readonly words: string;
}

export interface MemoryBarProps {
  readonly segments: readonly BarSegment[];
  readonly size: "medium" | "large";
  /** The sum in words. */
  readonly summary: string;
  /** What a person can do with the bar. */
  readonly hint: string;
  /** The GPU limit's place from 0 to 1. */
  readonly limitShare: number | null;
}

/** A label needs this share of the bar to be read. */
const labelShare = 0.18;

/** The machine's memory, true to scale; hover or arrow keys tell it part by part. */
export function MemoryBar({ segments, size, summary, hint, limitShare }: MemoryBarProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const total = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const told = chosen === null ? null : (segments[chosen] ?? null);

  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setChosen(Math.min(segments.length - 1, Math.max(0, chosen === null ? 0 : chosen + by)));
    } else if (event.key === "Escape" && chosen !== null) {
      event.stopPropagation();
      setChosen(null);
    }
  };

  return (
    <div
      className="memory-bar-frame"
      role="group"
      aria-label={hint}
      tabIndex={0}
      onKeyDown={step}
      onBlur={() => {
        setChosen(null);
      }}
      onPointerLeave={() => {
        setChosen(null);
      }}
    >
      <div className={`memory-bar memory-bar-${size}`} role="img" aria-label={summary}>
        {segments.map((segment, index) => (
          <div
            key={segment.key}
            className={`segment segment-${segment.ground}`}
            data-chosen={index === chosen || undefined}
            style={{ flexGrow: segment.bytes }}
            onPointerEnter={() => {
              setChosen(index);
            }}
          >
            {segment.parts.map(({ metal, bytes }) => (
              <i key={metal} className={`metal-${metal}`} style={{ flexGrow: bytes }} />
            ))}
            {segment.label !== null && segment.bytes >= labelShare * total ? (
              <span>
                <b>{segment.label.name}</b> {segment.label.figure}
              </span>
            ) : null}
          </div>
        ))}
      </div>
      {limitShare === null ? null : <i className="memory-limit" style={{ left: `${limitShare * 100}%` }} />}
      <div className="memory-told" role="status">
        {told === null ? null : <span>{told.words}</span>}
      </div>
    </div>
  );
}
