import { describe, expect, it } from "vitest";
import { performTrayAction, type TrayActionTargets } from "../../../../src/main/shell/tray-actions";
import { TresorError } from "../../../../src/shared/errors";
import { fakeHandlers } from "../../../fakes/handlers";

function rig(overrides: Parameters<typeof fakeHandlers>[0] = {}) {
  const { handlers, recorded } = fakeHandlers(overrides);
  const did: unknown[] = [];
  const targets: TrayActionTargets = {
    handlers,
    openPopover: () => void did.push("popover"),
    openDashboard: () => void did.push("dashboard"),
    copyEndpoint: () => void did.push("copy"),
    quit: () => void did.push("quit"),
    tell: ({ code, message }) => void did.push([code, message]),
  };
  return { targets, did, recorded };
}

describe("performTrayAction", () => {
  it("asks the core for what concerns a resident", async () => {
    const { targets, recorded } = rig();
    for (const type of ["pin", "unpin", "unload"] as const)
      await performTrayAction({ type, reference: "tiny:q8_0" }, targets);
    expect(recorded.map(({ name, input }) => [name, input])).toEqual([
      ["pin", { reference: "tiny:q8_0" }],
      ["unpin", { reference: "tiny:q8_0" }],
      ["unload", { reference: "tiny:q8_0" }],
    ]);
  });

  it("does the rest itself", async () => {
    const { targets, did } = rig();
    for (const type of ["open-popover", "open-dashboard", "copy-endpoint", "quit"] as const)
      await performTrayAction({ type }, targets);
    expect(did).toEqual(["popover", "dashboard", "copy", "quit"]);
  });

  it("tells of what failed", async () => {
    const unload = async () => {
      throw new TresorError("not_resident", "a:b is not in memory.");
    };
    const { targets, did } = rig({ unload });
    await performTrayAction({ type: "unload", reference: "a:b" }, targets);
    expect(did).toEqual([["not_resident", "a:b is not in memory."]]);
  });
});
