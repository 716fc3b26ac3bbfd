import { describe, expect, it } from "vitest";
import { followInMenuBar } from "../../../../src/main/shell/menu-bar";
import type { TrayView } from "../../../../src/main/shell/tray-view";
import type { TresorEvent } from "../../../../src/shared/contract/events";
import { fakeHandlers, fakeStatus } from "../../../fakes/handlers";

/** A core whose events the test sends, and the icon that follows it. */
async function rig() {
  const listeners = new Set<(event: TresorEvent) => void>();
  const shown: TrayView[] = [];
  const ended: string[] = [];
  const tresor = {
    handlers: fakeHandlers().handlers,
    subscribe: (listener: (event: TresorEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const stop = await followInMenuBar(tresor, "de-DE", (view) => {
    shown.push(view);
    return { show: (next) => void shown.push(next), dispose: () => void ended.push("icon") };
  });
  const send = (event: TresorEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { shown, ended, stop, send, listeners };
}

const alarm: TresorEvent = {
  ...{ sequence: 6, at: "2026-11-01T10:00:02.000Z", event: "sovereignty" },
  data: { ...fakeStatus.sovereignty, state: "alarm" },
};

describe("followInMenuBar", () => {
  it("starts with the snapshot, in the system's language, and follows events", async () => {
    const { shown, send } = await rig();
    expect(shown.map(({ tooltip }) => tooltip)).toEqual(["Tresor: Versiegelt · Tiny"]);
    send(alarm);
    expect(shown.map(({ icon }) => icon)).toEqual(["sealed", "alarm"]);
  });

  it("takes the icon down and hears no more", async () => {
    const { ended, stop, listeners } = await rig();
    stop();
    expect([ended, listeners.size]).toEqual([["icon"], 0]);
  });
});
