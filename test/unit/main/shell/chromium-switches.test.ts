import { describe, expect, it } from "vitest";
import { closeChromiumSwitches } from "../../../../src/main/shell/chromium-switches";

describe("Chromium's switches", () => {
  it("resolves no name and updates nothing", () => {
    const switches = new Map<string, string | undefined>();
    closeChromiumSwitches({ appendSwitch: (name, value) => void switches.set(name, value) });
    expect(switches.get("host-resolver-rules")).toBe("MAP * ~NOTFOUND");
    expect(switches.has("disable-component-update")).toBe(true);
  });
});
