import { describe, expect, it } from "vitest";
import { applicationMenu } from "../../../../src/main/shell/application-menu";
import { setPresence } from "../../../../src/main/shell/presence";

describe("the app on macOS", () => {
  it("has a Dock place and an application menu there only", () => {
    const policies: string[] = [];
    const app = { setActivationPolicy: (policy: string) => void policies.push(policy) };
    setPresence(app, "darwin", true);
    setPresence(app, "darwin", false);
    setPresence(app, "linux", true);
    expect(policies).toEqual(["regular", "accessory"]);
    expect(applicationMenu("darwin")?.map(({ role }) => role)).toEqual(["appMenu", "editMenu", "windowMenu"]);
    expect(applicationMenu("linux")).toBeNull();
  });
});
