import type { Client } from "../../shared/contract/derive";
import type { TresorEvent } from "../../shared/contract/events";
import { TresorError } from "../../shared/errors";
import { applyEvent, applySnapshot } from "./apply-event";
import type { WindowStore } from "./window-store";

export interface SyncClock {
  readonly now: () => number;
  /** Calls back once after so many milliseconds; returns how to take that back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

const retryMilliseconds = 1_000;

/**
 * Keeps the store equal to the core: subscribes first, takes a snapshot, then applies what comes after it. Events that arrive before the
 * snapshot wait; a gap in the sequence, or a lost connection, asks for a new snapshot; without an answer it asks again every second
 * and marks the store stale. Returns how to stop.
 */
export function startSync(client: Client, store: WindowStore, clock: SyncClock): () => void {
  /** Null while the store is in step; else the events that wait for the snapshot under way. */
  let waiting: TresorEvent[] | null = [];
  let attempt = 0;
  let stopped = false;
  let cancelRetry: () => void = () => undefined;

  const markStale = (error: unknown) => {
    store.setState(({ connection }) => ({
      connection: {
        status: "stale",
        since: connection.status === "stale" ? connection.since : clock.now(),
        error: error === null ? null : TresorError.from(error).toWire(),
      },
    }));
  };

  const takeSnapshot = async () => {
    attempt += 1;
    const mine = attempt;
    const superseded = () => stopped || mine !== attempt;
    cancelRetry();
    waiting ??= [];
    try {
      const snapshot = await client.snapshot({});
      if (superseded()) return;
      const events = waiting;
      waiting = null;
      store.setState((state) => applySnapshot(state, snapshot), true);
      events.forEach(receive);
    } catch (error) {
      if (superseded()) return;
      markStale(error);
      cancelRetry = clock.after(retryMilliseconds, () => void takeSnapshot());
    }
  };

  function receive(event: TresorEvent): void {
    const reached = store.getState().snapshot?.sequence ?? 0;
    if (waiting !== null) {
      waiting.push(event);
    } else if (event.sequence === reached + 1) {
      store.setState((state) => applyEvent(state, event), true);
    } else if (event.sequence > reached) {
      waiting = [event];
      void takeSnapshot();
    }
  }

  const unsubscribe = client.subscribe(receive, () => {
    markStale(null);
    void takeSnapshot();
  });
  void takeSnapshot();

  return () => {
    stopped = true;
    cancelRetry();
    unsubscribe();
  };
}
