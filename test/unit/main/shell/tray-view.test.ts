import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trayView, type TrayMenuItem } from "../../../../src/main/shell/tray-view";
import { english, german, trayWordsFor } from "../../../../src/main/shell/tray-words";
import type { VaultState } from "../../../../src/main/shell/vault-state";
import { sovereigntyStateSchema, type SovereigntyState } from "../../../../src/shared/shapes/status";
import { jobOf } from "../../../support/job";
import { residentOf } from "../../../support/resident";
import { vaultOf } from "../../../support/vault";

const icons = join(import.meta.dirname, "..", "..", "..", "..", "resources", "tray");

const actionsOf = (items: readonly TrayMenuItem[]): unknown[] =>
  items.flatMap((item) =>
    item.kind === "action" ? [item.action] : item.kind === "submenu" ? actionsOf(item.items) : [],
  );
const inState = (state: SovereigntyState, rest: Partial<VaultState> = {}) =>
  vaultOf({ ...rest, sovereignty: { ...vaultOf().sovereignty, state } });
const generating = [residentOf({ jobs: [jobOf({ phase: "decode" })] })];

describe("trayView", () => {
  it("shows the sovereignty state, with a dot while something generates", () => {
    expect(trayView(inState("sealed"), english).icon).toBe("sealed");
    expect(trayView(inState("sealed", { residents: generating }), english).icon).toBe("sealed-active");
    const queued = [residentOf({ jobs: [jobOf({ phase: "queued" })] })];
    expect(trayView(inState("not-enforced", { residents: queued }), english).icon).toBe("not-enforced");
    expect(trayView(inState("alarm", { residents: generating }), english).icon).toBe("alarm");
  });

  it("names only icons that are drawn, in both sizes", () => {
    for (const state of sovereigntyStateSchema.options) {
      for (const residents of [[], generating]) {
        const { icon } = trayView(inState(state, { residents }), english);
        expect(existsSync(join(icons, `${icon}Template.png`)), icon).toBe(true);
        expect(existsSync(join(icons, `${icon}Template@2x.png`)), icon).toBe(true);
      }
    }
  });

  it("says state and residents in the tooltip", () => {
    expect(trayView(vaultOf(), english).tooltip).toBe("Tresor: Sealed · No model in memory");
    const residents = [residentOf({ displayName: "Story" }), residentOf({ reference: "b:f16", displayName: "Code" })];
    expect(trayView(vaultOf({ residents }), german).tooltip).toBe("Tresor: Versiegelt · Story, Code");
  });

  it("offers pin or unpin, and unload, for each resident", () => {
    const residents = [residentOf({ pinned: true }), residentOf({ reference: "b:f16", state: "failed" })];
    const { menu } = trayView(vaultOf({ residents }), english);
    expect(actionsOf(menu)).toEqual([
      { type: "unpin", reference: "story:f32" },
      { type: "unload", reference: "story:f32" },
      { type: "pin", reference: "b:f16" },
      { type: "unload", reference: "b:f16" },
      { type: "copy-endpoint" },
      { type: "open-popover" },
      { type: "open-dashboard" },
      { type: "quit" },
    ]);
    expect(menu).toContainEqual(expect.objectContaining({ label: "story (ready, pinned)" }));
    expect(menu).toContainEqual(expect.objectContaining({ label: "story (failed)" }));
  });
});

describe("trayWordsFor", () => {
  it("follows the setting, else the system", () => {
    expect(trayWordsFor("de", "en-US")).toBe(german);
    expect(trayWordsFor("system", "de-AT")).toBe(german);
    expect(trayWordsFor("system", "fr")).toBe(english);
    expect(trayWordsFor("en", "de")).toBe(english);
  });
});
