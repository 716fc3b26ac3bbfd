import type { ResidentState } from "../../../shared/shapes/resident";

/** A resident that has ended is `gone`: it is in no list any more. */
export type ResidentPhase = ResidentState | "gone";

/**
 * - `retried`: a demand starts a failed resident again
 * - `refused`: memory, or the file, does not allow the load; nothing was started
 * - `launched`: the worker runs and its seal has been judged
 * - `loaded`: the engine has the weights
 * - `broken`: the launch or the load failed, or the process died
 * - `dismissed`: it is to leave: unloaded, or nobody waits for its load any more
 * - `drained`: its last lease was given back
 * - `ended`: its process is gone
 */
export type ResidentEvent =
  "retried" | "refused" | "launched" | "loaded" | "broken" | "dismissed" | "drained" | "ended";

export const residentEvents: readonly ResidentEvent[] = [
  "retried",
  "refused",
  "launched",
  "loaded",
  "broken",
  "dismissed",
  "drained",
  "ended",
];

type Transitions = Readonly<Record<ResidentPhase, Readonly<Partial<Record<ResidentEvent, ResidentPhase>>>>>;

/** All legal transitions; what is not listed cannot happen. Explained in design.md. */
const transitions: Transitions = {
  starting: { refused: "gone", launched: "loading", broken: "failed", dismissed: "unloading" },
  loading: { loaded: "ready", broken: "failed", dismissed: "unloading" },
  ready: { broken: "failed", dismissed: "draining" },
  draining: { drained: "unloading", broken: "unloading" },
  unloading: { broken: "unloading", ended: "gone" },
  failed: { retried: "starting", dismissed: "unloading" },
  gone: {},
};

/** The next phase, or null when the event is illegal there. */
export function transition(phase: ResidentPhase, event: ResidentEvent): ResidentPhase | null {
  return transitions[phase][event] ?? null;
}
