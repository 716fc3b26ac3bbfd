import { useWindowState } from "./window-context";

/** A number that grows by one every so often: for questions whose answers change without an event. Renders only when it does. */
export const useTurn = (milliseconds: number): number => useWindowState(({ now }) => Math.floor(now / milliseconds));
