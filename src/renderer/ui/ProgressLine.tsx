/** The 2 px line of something that moves; `share` from 0 to 1. */
export function ProgressLine({ share, label }: { share: number; label: string }) {
  const percent = Math.round(share * 100);
  return (
    <span
      className="progress-line"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}
