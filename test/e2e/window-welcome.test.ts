import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lacksWindows, pictures, useWindows } from "../support/renderer-preview/chromium-stage";
import { firstStart } from "../support/renderer-preview/more-scenes";
import { overflowing } from "../support/renderer-preview/page-text";
import type { PreviewOptions, PreviewPage } from "../support/renderer-preview/preview-page";
import { studio, type Scene } from "../support/renderer-preview/scene";

// The first run in a real browser over a fake core.
const isMissing = lacksWindows("the first run");

const anew = (scene: Scene): Scene => ({
  ...scene,
  snapshot: { ...scene.snapshot, settings: { ...scene.snapshot.settings, welcomed: false } },
});

describe.skipIf(isMissing)("the first run in Chromium", () => {
  const openWindow = useWindows();

  const open = async (options: Partial<PreviewOptions> = {}): Promise<PreviewPage> =>
    await openWindow("index.html", {
      scene: anew(studio),
      language: "en",
      theme: "light",
      width: 960,
      height: 680,
      ...options,
    });

  it.each([
    ["en", "light", studio],
    ["de", "dark", firstStart],
  ] as const)("goes from the machine over a model to a first token in %s, %s", async (language, theme, scene) => {
    const preview = await open({ language, theme, scene: anew(scene) });
    const { page } = preview;
    const at = page.getByTestId("first-run");
    const picture = async (step: string) => {
      await page.locator(`[data-testid=first-run][data-step=${step}]`).waitFor();
      await page.clock.runFor(300);
      await page.screenshot({ path: join(pictures, `first-run-${step}-${language}.png`) });
      expect(await overflowing(preview)).toEqual([]);
    };
    await picture("machine");
    await at.locator("footer .button-primary").click();
    await picture("model");
    await at.locator("footer .button-primary").click();
    await picture("token");
    await at.locator("[data-testid=prompt-answer]").waitFor();
    await at.locator("footer .button-primary").click();
    const calls = await preview.control(({ calls: all }) => all);
    expect(calls).toContain('updateSettings {"welcomed":true}');
    expect(preview.complaints).toEqual([]);
    await preview.close();
  });

  it("loads a model that is on disk when it is chosen, and can be left at once", async () => {
    const preview = await open();
    const { page } = preview;
    await page.getByRole("button", { name: "Continue" }).click();
    await page.clock.runFor(300);
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Use it" }).click();
    const calls = await preview.control(({ calls: all }) => all);
    expect(calls.some((call) => call.startsWith('load {"reference":'))).toBe(true);
    await preview.close();

    const other = await open();
    await other.page.getByRole("button", { name: "Skip" }).click();
    expect(await other.control(({ calls: all }) => all)).toContain('updateSettings {"welcomed":true}');
    await other.close();
  });
});
