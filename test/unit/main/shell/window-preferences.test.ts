import { describe, expect, it } from "vitest";
import { windowPreferences } from "../../../../src/main/shell/window-preferences";

describe("windowPreferences", () => {
  it("give a page no power of its own", () => {
    expect(windowPreferences({ preloadFile: "/p.cjs", packaged: true })).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
      ...{ webSecurity: true, spellcheck: false, devTools: false },
    });
  });
});
