import type { ReactNode } from "react";
import type { SovereigntyState } from "../../shared/shapes/status";

/** Six states, six silhouettes: they differ by shape, so that colour adds nothing but speed. */
const silhouettes: Readonly<Record<SovereigntyState, ReactNode>> = {
  sealed: (
    <>
      <path
        fillRule="evenodd"
        d="M5.5 2h7A3.5 3.5 0 0 1 16 5.5v7a3.5 3.5 0 0 1-3.5 3.5h-7A3.5 3.5 0 0 1 2 12.5v-7A3.5 3.5 0 0 1 5.5 2ZM5.9 5.2h6.2a1.1 1.1 0 0 1 0 2.2h-.5c-1 0-1.5.5-1.5 1.5v3.7a1.1 1.1 0 0 1-2.2 0V8.9c0-1-.5-1.5-1.5-1.5h-.5a1.1 1.1 0 0 1 0-2.2z"
      />
    </>
  ),
  fetching: (
    <>
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        d="M5.4 5.4A2.6 2.6 0 0 0 2.9 8v4.6a2.5 2.5 0 0 0 2.5 2.5h7.2a2.5 2.5 0 0 0 2.5-2.5V8a2.6 2.6 0 0 0-2.5-2.6"
      />
      <path d="M8 1.75a1 1 0 0 1 2 0V8h1.9c.6 0 .9.7.5 1.15l-2.9 3.1a.68.68 0 0 1-1 0l-2.9-3.1C5.2 8.7 5.5 8 6.1 8H8z" />
    </>
  ),
  network: (
    <>
      <path
        fillRule="evenodd"
        d="M6.4 1.25h5.2A2.9 2.9 0 0 1 14.5 4.15v4.2a2.9 2.9 0 0 1-2.9 2.9H6.4a2.9 2.9 0 0 1-2.9-2.9v-4.2A2.9 2.9 0 0 1 6.4 1.25ZM6.9 3.4a.85.85 0 0 0 0 1.7h.15c.7 0 1.1.35 1.1 1.1v2.2a.85.85 0 0 0 1.7 0V6.2c0-.75.4-1.1 1.1-1.1h.15a.85.85 0 0 0 0-1.7z"
      />
      <path d="M8.2 11h1.6v2.2H8.2z" />
      <circle cx="9" cy="14.75" r="2" />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        d="M2.3 14.75h3.2M12.5 14.75h3.2"
      />
    </>
  ),
  cloud: (
    <>
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M6 13.2H5a3.1 3.1 0 0 1-.5-6.16A4.6 4.6 0 0 1 13.3 6.4a3.45 3.45 0 0 1-.2 6.8H12"
      />
      <path d="M9 7.1c.3 0 .52.12.72.33l2.1 2.3c.42.46.1 1.2-.52 1.2H10v4.57a1 1 0 0 1-2 0v-4.57H6.7c-.62 0-.94-.74-.52-1.2l2.1-2.3c.2-.2.42-.33.72-.33z" />
    </>
  ),
  "not-enforced": (
    <>
      <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
        <path d="M2.8 5.4a2.6 2.6 0 0 1 2.6-2.6M12.6 2.8a2.6 2.6 0 0 1 2.6 2.6M15.2 12.6a2.6 2.6 0 0 1-2.6 2.6M5.4 15.2a2.6 2.6 0 0 1-2.6-2.6" />
        <path d="M8.4 2.8h1.2M8.4 15.2h1.2M2.8 8.4v1.2M15.2 8.4v1.2" />
      </g>
      <path d="M6.2 5.5h5.6a.95.95 0 0 1 0 1.9h-.5c-.9 0-1.35.45-1.35 1.35v2.8a.95.95 0 0 1-1.9 0v-2.8c0-.9-.45-1.35-1.35-1.35h-.5a.95.95 0 0 1 0-1.9z" />
    </>
  ),
  alarm: (
    <>
      <path
        fillRule="evenodd"
        d="M7.35 2.3a1.9 1.9 0 0 1 3.3 0l6 10.75A1.9 1.9 0 0 1 15 15.9H3a1.9 1.9 0 0 1-1.65-2.85zM8 6.2v4.3a1 1 0 0 0 2 0V6.2a1 1 0 0 0-2 0zM9 12.3a1.05 1.05 0 1 0 0 2.1 1.05 1.05 0 0 0 0-2.1z"
      />
    </>
  ),
};

export function StateGlyph({ state }: { state: SovereigntyState }) {
  return (
    <svg className="state-glyph" viewBox="0 0 18 18" aria-hidden="true">
      {silhouettes[state]}
    </svg>
  );
}
