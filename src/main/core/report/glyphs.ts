import type { DayState } from "../../../shared/shapes/report";
import { html, type Markup } from "./html";

/** The silhouettes of the states, as the tray shows them; a state is told by its shape before its colour. */
const drawings = {
  sealed: html`<path
    fill-rule="evenodd"
    d="M5.5 2h7A3.5 3.5 0 0 1 16 5.5v7a3.5 3.5 0 0 1-3.5 3.5h-7A3.5 3.5 0 0 1 2 12.5v-7A3.5 3.5 0 0 1 5.5 2ZM5.9 5.2h6.2a1.1 1.1 0 0 1 0 2.2h-.5c-1 0-1.5.5-1.5 1.5v3.7a1.1 1.1 0 0 1-2.2 0V8.9c0-1-.5-1.5-1.5-1.5h-.5a1.1 1.1 0 0 1 0-2.2z"
  />`,
  fetching: html`<path
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      d="M5.4 5.4A2.6 2.6 0 0 0 2.9 8v4.6a2.5 2.5 0 0 0 2.5 2.5h7.2a2.5 2.5 0 0 0 2.5-2.5V8a2.6 2.6 0 0 0-2.5-2.6"
    /><path
      d="M8 1.75a1 1 0 0 1 2 0V8h1.9c.6 0 .9.7.5 1.15l-2.9 3.1a.68.68 0 0 1-1 0l-2.9-3.1C5.2 8.7 5.5 8 6.1 8H8z"
    />`,
  notEnforced: html`<g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">
      <path
        d="M2.8 5.4a2.6 2.6 0 0 1 2.6-2.6M12.6 2.8a2.6 2.6 0 0 1 2.6 2.6M15.2 12.6a2.6 2.6 0 0 1-2.6 2.6M5.4 15.2a2.6 2.6 0 0 1-2.6-2.6" />
      <path d="M8.4 2.8h1.2M8.4 15.2h1.2M2.8 8.4v1.2M15.2 8.4v1.2" /></g
    ><path
      d="M6.2 5.5h5.6a.95.95 0 0 1 0 1.9h-.5c-.9 0-1.35.45-1.35 1.35v2.8a.95.95 0 0 1-1.9 0v-2.8c0-.9-.45-1.35-1.35-1.35h-.5a.95.95 0 0 1 0-1.9z"
    />`,
  cloud: html`<path
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      d="M6 13.2H5a3.1 3.1 0 0 1-.5-6.16A4.6 4.6 0 0 1 13.3 6.4a3.45 3.45 0 0 1-.2 6.8H12"
    /><path
      d="M9 7.1c.3 0 .52.12.72.33l2.1 2.3c.42.46.1 1.2-.52 1.2H10v4.57a1 1 0 0 1-2 0v-4.57H6.7c-.62 0-.94-.74-.52-1.2l2.1-2.3c.2-.2.42-.33.72-.33z"
    />`,
  alarm: html`<path
    fill-rule="evenodd"
    d="M7.35 2.3a1.9 1.9 0 0 1 3.3 0l6 10.75A1.9 1.9 0 0 1 15 15.9H3a1.9 1.9 0 0 1-1.65-2.85zM8 6.2v4.3a1 1 0 0 0 2 0V6.2a1 1 0 0 0-2 0zM9 12.3a1.05 1.05 0 1 0 0 2.1 1.05 1.05 0 0 0 0-2.1z"
  />`,
} as const;

export type Glyph = keyof typeof drawings;

export const glyph = (name: Glyph): Markup => html`<svg viewBox="0 0 18 18" aria-hidden="true">${drawings[name]}</svg>`;

/** A quiet day carries none. */
export const dayGlyphs: Readonly<Record<DayState, Glyph | null>> = {
  nothing: null,
  sealed: null,
  unproven: "notEnforced",
  notEnforced: "notEnforced",
  fetching: "fetching",
  cloud: "cloud",
  alarm: "alarm",
};
