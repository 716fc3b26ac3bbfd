import { useState, type KeyboardEvent } from "react";
import { BarStrip, type BarSegment } from "./BarStrip";

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

/** The machine's memory; hover or arrow keys tell it part by part. */
export function MemoryBar({ segments, size, summary, hint, limitShare }: MemoryBarProps) {
  const [chosen, setChosen] = useState<number | null>(null);
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
      <BarStrip segments={segments} size={size} summary={summary} chosen={chosen} onPoint={setChosen} />
      {limitShare === null ? null : <i className="memory-limit" style={{ left: `${limitShare * 100}%` }} />}
      <div className="memory-told" role="status">
        {told === null ? null : <span>{told.words}</span>}
      </div>
    </div>
  );
}
