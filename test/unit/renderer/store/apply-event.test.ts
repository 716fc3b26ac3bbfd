import { describe, expect, it } from "vitest";
import type { EventData, EventName, TresorEvent } from "../../../../src/shared/contract/events";
import { applyEvent, applySnapshot } from "../../../../src/renderer/store/apply-event";
import { initialWindowState, type WindowState } from "../../../../src/renderer/store/window-state";
import { studio } from "../../../support/renderer-preview/scene";

const { snapshot } = studio;
const [text] = snapshot.residents as [(typeof snapshot.residents)[number]];
const start = applySnapshot(initialWindowState(0), snapshot);
const died = { code: "worker_died", message: "The worker was killed." } as const;

const eventOf = <N extends EventName>(event: N, data: EventData<N>, sequence = 1): TresorEvent =>
  ({ sequence, at: snapshot.machine.at, event, data }) as TresorEvent;
const after = (...events: TresorEvent[]): WindowState => events.reduce(applyEvent, start);

describe("the window's state after an event", () => {
  it("is untouched before the first snapshot", () => {
    const state = initialWindowState(0);
    expect(applyEvent(state, eventOf("residentGone", { reference: "a", reason: "" }))).toBe(state);
  });

  it("has a changed resident in its place, a new one last, and its sequence", () => {
    const state = after(
      eventOf("resident", { ...text, pinned: false }, 1),
      eventOf("resident", { ...text, reference: "new:q8_0" }, 2),
    );
    expect(state.snapshot?.residents.map(({ reference }) => reference)).toEqual([
      ...snapshot.residents.map(({ reference }) => reference),
      "new:q8_0",
    ]);
    expect(state.snapshot?.residents[0]?.pinned).toBe(false);
    expect(state.snapshot?.status.residents).toBe(4);
    expect(state.snapshot?.sequence).toBe(2);
  });

  it("has no resident that is gone, and nothing more to say of it", () => {
    const state = after(
      eventOf("fault", { reference: text.reference, error: died }),
      eventOf("residentGone", { reference: text.reference, reason: "unloaded" }),
    );
    expect(state.snapshot?.residents).toHaveLength(2);
    expect(state.notices).toEqual({});
  });

  it("mirrors models, machine, sovereignty and settings", () => {
    const sovereignty = { ...snapshot.status.sovereignty, state: "alarm" as const };
    const state = after(
      eventOf("models", { models: [] }),
      eventOf("machine", { ...snapshot.machine, cores: 1 }),
      eventOf("sovereignty", sovereignty),
      eventOf("settings", { ...snapshot.settings, language: "de" }),
    );
    expect(state.snapshot).toMatchObject({
      models: [],
      machine: { cores: 1 },
      status: { sovereignty: { state: "alarm" } },
      settings: { language: "de" },
    });
  });

  it("keeps a fault until the model is ready again", () => {
    const failed = { ...text, state: "failed" as const, error: died };
    const faulted = after(eventOf("fault", { reference: text.reference, error: died }), eventOf("resident", failed));
    expect(faulted.notices[text.reference]?.error.code).toBe("worker_died");
    expect(applyEvent(faulted, eventOf("resident", { ...failed, state: "loading" })).notices).toEqual(faulted.notices);
    const loading = applyEvent(faulted, eventOf("resident", { ...failed, state: "loading" }));
    expect(applyEvent(loading, eventOf("resident", text)).notices).toEqual({});
  });

  it("tells of a failure that came without a fault, and of one that concerns no model", () => {
    const state = after(
      eventOf("resident", { ...text, state: "failed", error: died }),
      eventOf("fault", { reference: null, error: { code: "internal", message: "The disk is full." } }),
    );
    expect(Object.keys(state.notices)).toEqual([text.reference, ""]);
  });

  it("does not bring back a failure that was dismissed while nothing changes", () => {
    const failed = { ...text, state: "failed" as const, error: died };
    const dismissed = { ...after(eventOf("resident", failed)), notices: {} };
    expect(applyEvent(dismissed, eventOf("resident", failed)).notices).toEqual({});
    expect(applySnapshot(dismissed, { ...snapshot, residents: [failed] }).notices).toEqual({});
  });
});
