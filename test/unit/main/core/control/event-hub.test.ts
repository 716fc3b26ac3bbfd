import { describe, expect, it } from "vitest";
import { EventHub } from "../../../../../src/main/core/control/event-hub";
import type { TresorEvent } from "../../../../../src/shared/contract/events";

describe("EventHub", () => {
  it("numbers events in one sequence, also those that nobody heard", () => {
    const hub = new EventHub(() => undefined);
    hub.emit("residentGone", { reference: "a:b", reason: "test" });
    const heard: TresorEvent[] = [];
    hub.subscribe((event) => heard.push(event));
    hub.emit("models", { models: [] });
    expect(heard.map(({ sequence, event }) => [sequence, event])).toEqual([[2, "models"]]);
    expect(hub.sequence).toBe(2);
  });

  it("tells when the first subscriber comes and when the last one goes", () => {
    const hub = new EventHub(() => undefined);
    const audience: boolean[] = [];
    hub.onAudience((present) => audience.push(present));
    const offs = [hub.subscribe(() => undefined), hub.subscribe(() => undefined)];
    expect(audience).toEqual([true]);
    for (const off of [...offs, ...offs]) off();
    expect(audience).toEqual([true, false]);
  });
});
