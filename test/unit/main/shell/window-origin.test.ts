import { describe, expect, it } from "vitest";
import { claimWindowOrigin } from "../../../../src/main/shell/window-origin";

describe("claimWindowOrigin", () => {
  it("registers our scheme, or takes a name that never resolves when it is too late for that", () => {
    const registered: string[] = [];
    const protocol = {
      registerSchemesAsPrivileged: (schemes: readonly { scheme: string }[]) =>
        void registered.push(...schemes.map(({ scheme }) => scheme)),
    };
    expect(claimWindowOrigin({ isReady: () => false }, protocol)).toBe("app://tresor");
    expect(registered).toEqual(["app"]);
    expect(claimWindowOrigin({ isReady: () => true }, protocol)).toBe("https://tresor.invalid");
    expect(registered).toEqual(["app"]);
  });
});
