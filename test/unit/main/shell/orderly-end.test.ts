import { EventEmitter } from "node:events";
import type { App } from "electron";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../../../src/main/core/kernel/logger";
import { endInOrder } from "../../../../src/main/shell/orderly-end";
import { FakeClock, settled } from "../../../fakes/clock";

class FakeApp extends EventEmitter {
  readonly codes: number[] = [];
  quit(): void {
    this.emit("before-quit", { preventDefault: () => undefined });
  }
  exit(code: number): void {
    this.codes.push(code);
  }
}

function rig(dispose: () => Promise<void>) {
  const app = new FakeApp();
  const signals = new EventEmitter();
  const clock = new FakeClock();
  endInOrder({
    app: app as unknown as App,
    dispose,
    onSignal: (signal, act) => void signals.on(signal, act),
    logger: createLogger({ level: "silent" }),
    clock,
  });
  return { app, signals, clock };
}

describe("endInOrder", () => {
  it.each(["SIGTERM", "SIGINT"])("drains at %s, then exits 0", async (signal) => {
    let release: () => void = () => undefined;
    const drain = new Promise<void>((resolve) => (release = resolve));
    const { app, signals } = rig(() => drain);
    signals.emit(signal);
    await settled();
    expect(app.codes).toEqual([]);
    release();
    await settled();
    expect(app.codes).toEqual([0]);
  });

  it("takes signals in quick succession for one wish, and ends at once at a later one", async () => {
    const { app, signals, clock } = rig(() => new Promise<void>(() => undefined));
    signals.emit("SIGINT");
    signals.emit("SIGINT");
    expect(app.codes).toEqual([]);
    await clock.advance(1_500);
    app.quit();
    expect(app.codes).toEqual([1]);
  });

  it("exits 1 when draining fails", async () => {
    const { app } = rig(() => Promise.reject(new Error("stuck")));
    app.quit();
    await settled();
    expect(app.codes).toEqual([1]);
  });

  it("keeps serving when the last window closes", () => {
    expect(rig(async () => undefined).app.listenerCount("window-all-closed")).toBe(1);
  });
});
