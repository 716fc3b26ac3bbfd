import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lacksWindows, pictures, useWindows } from "../support/renderer-preview/chromium-stage";
import { liveRequests } from "../../src/renderer/features/activity/live-requests";
import { active } from "../support/renderer-preview/activity-answers";
import { overflowing } from "../support/renderer-preview/page-text";
import type { PreviewOptions, PreviewPage } from "../support/renderer-preview/preview-page";

// Live requests and charts in a real browser over a fake core.
const isMissing = lacksWindows("activity");

describe.skipIf(isMissing)("activity in Chromium", () => {
  const openWindow = useWindows();

  const open = async (options: Partial<PreviewOptions> = {}): Promise<PreviewPage> => {
    const preview = await openWindow("index.html#activity", {
      scene: active,
      language: "en",
      theme: "light",
      width: 1280,
      height: 760,
      ...options,
    });
    await preview.page.clock.runFor(200);
    return preview;
  };

  it.each([
    ["en", "light", 1280],
    ["de", "dark", 1080],
  ] as const)(
    "draws requests and charts in %s, %s, at %i, without overflow or complaint",
    async (language, theme, width) => {
      const preview = await open({ language, theme, width });
      const { page } = preview;
      await page.screenshot({ path: join(pictures, `activity-${language}-${width}.png`) });
      expect(await page.getByTestId("live-request").count()).toBeGreaterThan(0);
      // A line is drawn in each: uPlot's canvas has pixels of the line's colour.
      expect(await page.locator(".history-chart canvas").count()).toBe(4);
      expect(await overflowing(preview)).toEqual([]);
      expect(preview.complaints).toEqual([]);
      await preview.close();
    },
  );

  it("shows another stretch of time, and ends a request", async () => {
    const preview = await open();
    const { page } = preview;
    await page.getByLabel("Time shown").selectOption("day");
    await page.clock.runFor(200);
    await page
      .getByRole("button", { name: /^Cancel the request of/ })
      .first()
      .click();
    const calls = await preview.control(({ calls: all }) => all);
    expect(calls).toContain('activity {"range":"day"}');
    const [oldest] = liveRequests(active.snapshot.residents);
    expect(calls).toContain(`cancelRequest {"id":"${oldest?.job.id ?? ""}"}`);
    await preview.close();
  });
});
