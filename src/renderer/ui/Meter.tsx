/** A share as a short bar beside its figure, which says it in words; from 90 % on it turns rust. */
export function Meter({ share }: { share: number }) {
  const full = Math.min(1, Math.max(0, share));
  return (
    <span className="meter" data-nearly-full={full >= nearlyFullShare || undefined} aria-hidden="true">
      <i style={{ width: `${full * 100}%` }} />
    </span>
  );
}

export const nearlyFullShare = 0.9;
