import type { GatewayDependencies } from "./gateway-port";
import type { OpenRequests } from "./open-requests";
import type { OneTimeLinks } from "./window/one-time-links";
import type { Sessions } from "./window/sessions";

/** What every route may use. */
export interface GatewayContext extends GatewayDependencies {
  readonly openRequests: OpenRequests;
  readonly links: OneTimeLinks;
  readonly sessions: Sessions;
  readonly pace: Pace;
}

/** How long the gateway waits before it says something; milliseconds. */
export interface Pace {
  /** A failure within this time gets its own status, also for a stream; after it the headers are out. */
  readonly openingMilliseconds: number;
  /** Between two signs of life that mean nothing (comments). */
  readonly commentMilliseconds: number;
  /** Between two pieces of an answer, empty ones if there is no text: some clients count nothing else as life. */
  readonly pulseMilliseconds: number;
  /** How long a client may take nothing of its stream before it is cut off. */
  readonly stalledMilliseconds: number;
  /** How long nothing may come of an upload that has no other bound in time. */
  readonly uploadStalledMilliseconds: number;
  /** How long a stream's headers may wait for a digest that is still being computed. */
  readonly streamDigestMilliseconds: number;
  /** The same for an answer in one piece, when its text is ready. */
  readonly wholeDigestMilliseconds: number;
}

export const defaultPace: Pace = {
  openingMilliseconds: 1_000,
  commentMilliseconds: 1_000,
  // Qwen Code gives up after 240 s and Codex after 300 s without a real event; 10 to 30 s between two is the advice.
  pulseMilliseconds: 15_000,
  stalledMilliseconds: 120_000,
  uploadStalledMilliseconds: 60_000,
  streamDigestMilliseconds: 2_000,
  wholeDigestMilliseconds: 30_000,
};
