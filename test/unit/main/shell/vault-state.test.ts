import { describe, expect, it } from "vitest";
import { applyVaultEvent, isGenerating } from "../../../../src/main/shell/vault-state";
import type { EventData, EventName, TresorEvent } from "../../../../src/shared/contract/events";
import { settingsSchema } from "../../../../src/shared/shapes/settings";
import { jobOf } from "../../../support/job";
import { residentOf } from "../../../support/resident";
import { vaultOf } from "../../../support/vault";

const eventOf = <N extends EventName>(event: N, data: EventData<N>) =>
  ({ sequence: 1, at: "2026-11-20T12:00:00.000Z", event, data }) as TresorEvent;

describe("applyVaultEvent", () => {
  it("adds, changes and removes residents, keeping their order", () => {
    const first = residentOf();
    const second = residentOf({ reference: "b:f16" });
    const both = [first, second].reduce((state, data) => applyVaultEvent(state, eventOf("resident", data)), vaultOf());
    expect(both.residents).toEqual([first, second]);
    const pinned = applyVaultEvent(both, eventOf("resident", residentOf({ pinned: true })));
    expect(pinned.residents.map(({ reference, pinned: held }) => [reference, held])).toEqual([
      ["story:f32", true],
      ["b:f16", false],
    ]);
    const gone = applyVaultEvent(pinned, eventOf("residentGone", { reference: "story:f32", reason: "unloaded" }));
    expect(gone.residents).toEqual([second]);
  });

  it("follows sovereignty and language", () => {
    const { sovereignty } = vaultOf();
    const alarm = applyVaultEvent(vaultOf(), eventOf("sovereignty", { ...sovereignty, state: "alarm" }));
    expect(alarm.sovereignty.state).toBe("alarm");
    expect(applyVaultEvent(alarm, eventOf("settings", settingsSchema.parse({ language: "de" }))).language).toBe("de");
  });

  it("is the same object after an event that the menu bar does not show", () => {
    const state = vaultOf();
    expect(applyVaultEvent(state, eventOf("models", { models: [] }))).toBe(state);
  });
});

describe("isGenerating", () => {
  it("means a request that reads or writes, not one that waits", () => {
    const withPhase = (phase: "queued" | "prefill" | "decode") =>
      vaultOf({ residents: [residentOf({ jobs: [jobOf({ phase })] })] });
    expect(isGenerating(vaultOf({ residents: [residentOf()] }))).toBe(false);
    expect((["queued", "prefill", "decode"] as const).map((phase) => isGenerating(withPhase(phase)))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
