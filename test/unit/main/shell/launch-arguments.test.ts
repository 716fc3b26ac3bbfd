import { describe, expect, it } from "vitest";
import { launchArguments } from "../../../../src/main/shell/launch-arguments";

describe("launchArguments", () => {
  it("takes what follows the app's path", () => {
    expect(launchArguments(["/e/electron", "--no-sandbox", "/app", "--port", "0"], "/app")).toEqual(["--port", "0"]);
  });

  it("takes everything in a packaged app, without what Chromium and Finder add", () => {
    const argv = ["/Tresor", "--inspect=0", "--remote-debugging-port=0", "-psn_0_12", "--seal", "off"];
    expect(launchArguments(argv, "/Tresor.app/Contents/Resources/app.asar")).toEqual(["--seal", "off"]);
  });

  it("drops the separator of npm and keeps what is no Chromium switch", () => {
    expect(launchArguments(["/e/electron", "/app", "--", "--inspector", "x"], "/app")).toEqual(["--inspector", "x"]);
  });
});
