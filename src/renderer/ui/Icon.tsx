import type { ReactNode } from "react";

const drawings = {
  chevron: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m6 3.5 4.5 4.5L6 12.5"
    />
  ),
  activity: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M1.8 8.6h2.6l1.9-5 3 9 2-4h2.9"
    />
  ),
  copy: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" strokeLinecap="round">
      <rect x="5.5" y="5.5" width="8" height="8.5" rx="1.8" />
      <path d="M3.6 10.5c-.7 0-1.1-.5-1.1-1.2V3.8c0-1 .8-1.8 1.8-1.8h4.9c.7 0 1.2.4 1.3 1" />
    </g>
  ),
  pin: (
    <path
      fill="currentColor"
      d="M5.2 1.8h5.6a.7.7 0 0 1 0 1.4h-.5v4l1.7 1.7c.5.5.2 1.3-.5 1.3H8.7v3.6a.7.7 0 0 1-1.4 0v-3.6H4.5c-.7 0-1-.8-.5-1.3l1.7-1.7v-4h-.5a.7.7 0 0 1 0-1.4z"
    />
  ),
  pinOutline: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M5.2 2.4h5.6M6.2 2.6v4.9L4.3 9.4c-.2.2-.1.5.2.5h7c.3 0 .4-.3.2-.5L9.8 7.5V2.6M8 10v4"
    />
  ),
  prompt: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.500"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m3 4 4 4-4 4M8.500 12.500H13"
    />
  ),
  window: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3">
      <rect x="1.800" y="2.800" width="12.400" height="10.400" rx="2" />
      <path d="M6 2.800v10.400" />
    </g>
  ),
  check: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m3.2 8.6 3 3 6.6-7"
    />
  ),
  connect: (
    <g fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
      <path d="M6.500 9.500 9.500 6.500M7.300 4.700l1.600-1.600a2.800 2.800 0 0 1 4 4l-1.600 1.600M8.700 11.300l-1.600 1.600a2.800 2.800 0 0 1-4-4l1.600-1.600" />
    </g>
  ),
  library: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" strokeLinecap="round">
      <path d="M2.500 2.500h2.700v11H2.500zM5.200 2.500h2.700v11H5.200zM9.200 3.700l2.500-.8 2.700 9.700-2.500.8z" />
    </g>
  ),
  residency: (
    <g fill="currentColor">
      <path d="M2.6 9.2h4.3c.3 0 .5.2.6.4l.5 3.4c0 .4-.2.7-.6.7H2.1c-.4 0-.7-.3-.6-.7L2 9.600c.1-.2.3-.4.6-.4zM9.100 9.2h4.3c.3 0 .5.2.6.4l.5 3.4c0 .4-.2.7-.6.7H8.900c-.1 0-.2 0-.3-.1.2-.3.3-.6.2-.9l-.4-3.300c.2-.2.400-.3.7-.3z" />
      <path d="M5.900 3h4.300c.3 0 .5.2.6.4l.5 3.400c0 .4-.2.7-.6.7H5.400c-.4 0-.7-.3-.6-.7l.5-3.400c.1-.2.3-.4.6-.4z" />
    </g>
  ),
  upDown: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M5.3 6.2 8 3.5l2.7 2.7M5.3 9.8 8 12.5l2.7-2.7"
    />
  ),
  send: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M8 13V3.4M4 7.2 8 3.2l4 4"
    />
  ),
  stop: <rect fill="currentColor" x="4" y="4" width="8" height="8" rx="1.2" />,
  retry: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M12.8 8.4a4.8 4.8 0 1 1-1.5-3.9l1.3 1.2M12.8 2.8v3h-3"
    />
  ),
  unload: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M8 3.2 12.6 8.4H3.4zM3.6 12h8.8"
    />
  ),
  close: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m4.4 4.4 7.2 7.2M11.6 4.4l-7.2 7.2"
    />
  ),
  grip: (
    <g fill="currentColor">
      <circle cx="6" cy="4" r="1" />
      <circle cx="10" cy="4" r="1" />
      <circle cx="6" cy="8" r="1" />
      <circle cx="10" cy="8" r="1" />
      <circle cx="6" cy="12" r="1" />
      <circle cx="10" cy="12" r="1" />
    </g>
  ),
  search: (
    <g fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round">
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.2 3.2" />
    </g>
  ),
  dash: <path fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" d="M4.5 8h7" />,
  key: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round">
      <circle cx="5" cy="11" r="3" />
      <path d="m7.2 8.8 6-6M10.6 5.4l2.2 2.2" />
    </g>
  ),
  settings: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round">
      <path d="M2 5h4M9.6 5H14M2 11h6.4M12 11h2" />
      <circle cx="7.8" cy="5" r="1.8" />
      <circle cx="10.2" cy="11" r="1.8" />
    </g>
  ),
  pause: <path fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" d="M5.8 4v8M10.2 4v8" />,
  resume: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M5.4 3.6v8.8l7-4.4z"
    />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A glyph on the 16 grid in the colour of its text; what it means is said by the control around it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
