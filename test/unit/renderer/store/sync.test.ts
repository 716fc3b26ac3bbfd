import { describe, expect, it } from "vitest";
import { createClient } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import type { Snapshot } from "../../../../src/shared/shapes/snapshot";
import { startSync } from "../../../../src/renderer/store/sync";
import { createWindowStore } from "../../../../src/renderer/store/window-store";
import { FakeTransport } from "../../../fakes/transport";
import { studio } from "../../../support/renderer-preview/scene";

const { machine } = studio.snapshot;
const snapshotAt = (sequence: number): Snapshot => ({ ...studio.snapshot, sequence });

/** A core whose snapshots the test answers one by one, and a clock whose timer it fires. */
function setUp() {
  const asked: { answer: (snapshot: Snapshot) => void; fail: (error: Error) => void }[] = [];
  const transport = new FakeTransport({
    snapshot: async () => await new Promise<Snapshot>((answer, fail) => asked.push({ answer, fail })),
  });
  const store = createWindowStore(0);
  const timers: (() => void)[] = [];
  const stop = startSync(createClient(transport), store, {
    now: () => 42,
    after: (_milliseconds, callback) => {
      timers.push(callback);
      return () => {
        timers.splice(timers.indexOf(callback), 1);
      };
    },
  });
  const settle = async () => {
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, transport, store, timers, stop, settle };
}

describe("the sync of a window", () => {
  it("takes a snapshot, then the events that come after it", async () => {
    const { asked, transport, store, settle } = setUp();
    asked[0]?.answer(snapshotAt(7));
    await settle();
    transport.emit(8, "machine", { ...machine, cores: 3 });
    expect(store.getState()).toMatchObject({ connection: { status: "live" }, snapshot: { sequence: 8 } });
    expect(store.getState().snapshot?.machine.cores).toBe(3);
  });

  it("holds events that come before the snapshot, and drops those that it has", async () => {
    const { asked, transport, store, settle } = setUp();
    transport.emit(7, "machine", { ...machine, cores: 1 });
    transport.emit(8, "machine", { ...machine, cores: 2 });
    asked[0]?.answer(snapshotAt(7));
    await settle();
    expect(store.getState().snapshot).toMatchObject({ sequence: 8, machine: { cores: 2 } });
    expect(asked).toHaveLength(1);
  });

  it("takes a new snapshot when an event is missing", async () => {
    const { asked, transport, store, settle } = setUp();
    asked[0]?.answer(snapshotAt(7));
    await settle();
    transport.emit(9, "machine", { ...machine, cores: 9 });
    expect(asked).toHaveLength(2);
    asked[1]?.answer(snapshotAt(8));
    await settle();
    expect(store.getState().snapshot).toMatchObject({ sequence: 9, machine: { cores: 9 } });
    expect(store.getState().connection.status).toBe("live");
  });

  it("starts again from a lower sequence when the core was started anew", async () => {
    const { asked, transport, store, settle } = setUp();
    asked[0]?.answer(snapshotAt(700));
    await settle();
    transport.lose();
    asked[1]?.answer(snapshotAt(2));
    await settle();
    transport.emit(3, "machine", { ...machine, cores: 3 });
    expect(store.getState().snapshot).toMatchObject({ sequence: 3, machine: { cores: 3 } });
  });

  it("says since when it is stale, and asks again until it is answered", async () => {
    const { asked, transport, store, timers, settle } = setUp();
    asked[0]?.answer(snapshotAt(1));
    await settle();
    transport.lose();
    expect(store.getState().connection).toEqual({ status: "stale", since: 42, error: null });
    asked[1]?.fail(new TresorError("not_running", "Tresor does not answer."));
    await settle();
    expect(store.getState().connection).toMatchObject({ status: "stale", since: 42, error: { code: "not_running" } });
    expect(timers).toHaveLength(1);
    timers[0]?.();
    asked[2]?.answer(snapshotAt(5));
    await settle();
    expect(store.getState()).toMatchObject({ connection: { status: "live" }, snapshot: { sequence: 5 } });
  });

  it("leaves the store alone once stopped", async () => {
    const { asked, transport, store, stop, settle } = setUp();
    stop();
    asked[0]?.answer(snapshotAt(1));
    await settle();
    expect(store.getState().snapshot).toBeNull();
    expect(transport.subscribers).toBe(0);
  });
});
