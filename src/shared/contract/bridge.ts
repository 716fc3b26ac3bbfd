import type { WireError } from "../errors";
import type { SingleName, StreamName } from "./derive";
import type { TresorEvent } from "./events";

/**
 * What the preload script exposes to a window as `window.tresor`. Only structured-clone values cross, and an error is a value:
 * Electron strips code and details from what is thrown.
 */
export interface Bridge {
  /** `process.platform` of the shell: `darwin`, `linux`. */
  readonly platform: string;
  readonly call: (name: SingleName, input: unknown) => Promise<CallResult>;
  /** Starts a streaming call. `onEnd` comes once and last, with null when the stream is complete. Returns how to cancel it. */
  readonly stream: (
    name: StreamName,
    input: unknown,
    onItem: (item: unknown) => void,
    onEnd: (error: WireError | null) => void,
  ) => () => void;
  readonly subscribe: (listener: (event: TresorEvent) => void) => () => void;
  readonly window: WindowControl;
}

export type CallResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/** What a page asks of the window around it. */
export interface WindowControl {
  /** Shows the dashboard at a view: the shell opens `index.html#VIEW`, or sets the hash of the window that is open. */
  readonly openDashboard: (view: DashboardView) => void;
  /** Hides the window of the caller. */
  readonly hide: () => void;
  /** Puts plain text on the clipboard. */
  readonly copyText: (text: string) => Promise<void>;
  /** The height in CSS pixels that the popover's content needs. */
  readonly resize: (height: number) => void;
}

export const dashboardViews = [
  "residency",
  "library",
  "ask",
  "activity",
  "sovereignty",
  "clients",
  "connect",
  "settings",
] as const;
export type DashboardView = (typeof dashboardViews)[number];

export const isDashboardView = (value: unknown): value is DashboardView =>
  (dashboardViews as readonly unknown[]).includes(value);
