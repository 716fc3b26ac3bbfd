import type { PlacedResident, Want } from "./snapshot";

/** Shorter turns would only load and unload. */
const leastTurnMilliseconds = 2_000;
/** So that loading takes at most a third of the time when two models that cannot both fit take turns. */
const loadsPerTurn = 2;

/** A client that asks one question after the other leaves gaps; a turn is not over because of one. */
const leastGapMilliseconds = 500;
const longestGapMilliseconds = 5_000;
/** The longer a load takes, the longer it pays to wait for the next question before the model is sent away. */
const gapsPerLoad = 4;

/** How long a model is left to work once it is loaded, and how long another waits at most before it gets its turn. */
export function turnMilliseconds(loadMilliseconds: number): number {
  return Math.max(leastTurnMilliseconds, loadsPerTurn * loadMilliseconds);
}

/**
 * From when on a resident may be sent away for this want. An idle one: when a gap in its traffic is no gap any more, or its turn is
 * over. One in use: when its turn is over and the other has waited for a turn of its own. Infinity while it loads: then an event tells.
 */
export function mayLeaveAt(resident: PlacedResident, want: Want): number {
  const { readyAt, idleSince, loadMilliseconds, uses } = resident;
  if (readyAt === null) return Infinity;
  const turnEnds = readyAt + turnMilliseconds(loadMilliseconds);
  if (uses > 0 || idleSince === null) return Math.max(turnEnds, want.since + turnMilliseconds(want.loadMilliseconds));
  return Math.min(idleSince + gapMilliseconds(loadMilliseconds), Math.max(turnEnds, idleSince));
}

function gapMilliseconds(loadMilliseconds: number): number {
  return Math.min(longestGapMilliseconds, Math.max(leastGapMilliseconds, loadMilliseconds / gapsPerLoad));
}
