import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lacksWindows, pictures, useWindows } from "../support/renderer-preview/chromium-stage";
import { dashboardViews } from "../../src/shared/contract/bridge";
import { empty, firstStart, troubled } from "../support/renderer-preview/more-scenes";
import type { PreviewOptions, PreviewPage } from "../support/renderer-preview/preview-page";
import { fetching } from "../support/renderer-preview/fetching-scene";
import { overflowing, plain } from "../support/renderer-preview/page-text";
import { studio } from "../support/renderer-preview/scene";

// The built renderer in a real browser over a fake bridge: what it says, that nothing overflows, and pictures to look at.
const isMissing = lacksWindows("the windows");

const scenes = { studio, empty, troubled, fetching, "first-start": firstStart };
const languages = ["en", "de"] as const;
const themes = ["light", "dark"] as const;
const popover = { width: 380, height: 640 };
const dashboard = { width: 1280, height: 800 };

describe.skipIf(isMissing)("the windows in Chromium", () => {
  const openWindow = useWindows();

  const open = async (
    path: string,
    options: Pick<PreviewOptions, "scene" | "language" | "theme" | "width" | "height"> & Partial<PreviewOptions>,
  ): Promise<PreviewPage> => await openWindow(path, options);

  for (const language of languages) {
    for (const theme of themes) {
      it(`draws the popover in ${language}, ${theme}, without overflow or complaint`, async () => {
        for (const [name, scene] of Object.entries(scenes)) {
          const preview = await open("popover.html", { scene, language, theme, ...popover });
          await preview.page.screenshot({ path: join(pictures, `popover-${name}-${language}-${theme}.png`) });
          expect(await overflowing(preview), name).toEqual([]);
          expect(preview.complaints, name).toEqual([]);
          await preview.close();
        }
      });

      it(`draws the dashboard in ${language}, ${theme}, without overflow or complaint`, async () => {
        for (const view of dashboardViews) {
          const preview = await open(`index.html#${view}`, { scene: studio, language, theme, ...dashboard });
          await preview.page.screenshot({ path: join(pictures, `dashboard-${view}-${language}-${theme}.png`) });
          expect(await overflowing(preview), view).toEqual([]);
          expect(preview.complaints, view).toEqual([]);
          await preview.close();
        }
      });
    }
  }

  it("says in the popover what is loaded, how fast, how much room there is, and that nothing left", async () => {
    const preview = await open("popover.html", { scene: studio, language: "en", theme: "light", ...popover });
    const text = plain(await preview.page.innerText(".popover"));
    for (const words of [
      "Sealed",
      "since 13 Nov, 08:14",
      "0 bytes out",
      "3 of 3 workers, checked 4 s ago",
      "41.4 GB free for models, of 512 GB",
      "Q8_0 full quality, 396.0 GB",
      "21.4 tok/s",
      "reading prompt",
      "http://127.0.0.1:8737",
    ]) {
      expect(text).toContain(words);
    }
    await preview.close();
  });

  it("says the same in German, with German figures", async () => {
    const preview = await open("popover.html", { scene: studio, language: "de", theme: "light", ...popover });
    const text = plain(await preview.page.innerText(".popover"));
    for (const words of [
      "Versiegelt",
      "seit 13. Nov., 08:14",
      "0 Byte nach außen",
      "3 von 3 Prozessen, geprüft vor 4 s",
      "41,4 GB frei für Modelle, von 512 GB",
      "38.214 / 65.536",
      "21,4 Tok/s",
      "ruht",
    ]) {
      expect(text).toContain(words);
    }
    expect(await preview.page.getAttribute("html", "lang")).toBe("de");
    await preview.close();
  });

  it("streams an answer as text, sends with ⏎, and tells its speed", async () => {
    const preview = await open("popover.html", { scene: studio, language: "en", theme: "light", ...popover });
    const { page } = preview;
    await page.getByTestId("prompt-input").fill("Sum the tokens per client");
    await page.getByTestId("prompt-input").press("Enter");
    await page.getByTestId("prompt-answer").and(page.locator("[data-phase=done]")).waitFor();
    expect(await page.getByTestId("prompt-answer").innerText()).toContain("<b>This is text, not markup.</b>");
    expect(await preview.control(({ calls }) => calls.at(-1))).toContain('"content":"Sum the tokens per client"');
    expect(plain(await page.innerText(".answer-foot"))).toContain("21.6 tok/s");
    await page.screenshot({ path: join(pictures, "popover-answer-en-light.png") });
    expect(await overflowing(preview)).toEqual([]);
    await preview.close();
  });

  it("opens the evidence from the state line, copies the endpoint, and pins by key", async () => {
    const preview = await open("popover.html", { scene: studio, language: "en", theme: "light", ...popover });
    const { page, control } = preview;
    await page.getByTestId("state-line").click();
    expect(await control(({ opened }) => opened)).toEqual(["sovereignty"]);
    await page.getByTestId("endpoint-copy").click();
    expect(await control(({ copied }) => copied)).toEqual(["http://127.0.0.1:8737"]);
    await page.locator('[data-reference="qwen3-vl-8b:q8_0"]').press("p");
    expect(await control(({ calls }) => calls.at(-1))).toBe('pin {"reference":"qwen3-vl-8b:q8_0"}');
    await preview.close();
  });

  it("asks before it unloads a model that answers", async () => {
    const preview = await open("popover.html", { scene: studio, language: "en", theme: "light", ...popover });
    const { page, control } = preview;
    const row = page.locator('[data-reference="qwen3.5-397b-a17b:q8_0"]');
    await row.press("u");
    expect(await row.getByRole("alert").innerText()).toContain("Requests that end first: 2.");
    expect(await control(({ calls }) => calls.filter((call) => call.startsWith("unload")))).toEqual([]);
    await row.getByRole("button", { name: "Unload", exact: true }).click();
    expect(await control(({ calls }) => calls.at(-1))).toBe('unload {"reference":"qwen3.5-397b-a17b:q8_0"}');
    await preview.close();
  });

  it("reports a worker that died in its row, and forgets it when the model is ready again", async () => {
    const preview = await open("popover.html", { scene: troubled, language: "en", theme: "light", ...popover });
    const { page, control } = preview;
    const row = page.locator('[data-reference="qwen3.5-397b-a17b:q8_0"]');
    expect(await row.getByTestId("notice").innerText()).toContain("worker_died");
    await row.getByRole("button", { name: "Try again" }).click();
    expect(await control(({ calls }) => calls.at(-1))).toContain("load");
    expect(await row.getByTestId("notice").count()).toBe(0);
    await preview.close();
  });

  it("keeps the popover within 640 and tells the window its height", async () => {
    const preview = await open("popover.html", { scene: troubled, language: "de", theme: "dark", ...popover });
    const heights = await preview.control((control) => control.heights);
    expect(heights.length).toBeGreaterThan(0);
    expect(Math.max(...heights)).toBeLessThanOrEqual(640);
    await preview.close();
  });

  it("stands in a narrow browser window and in high contrast", async () => {
    const narrow = { scene: troubled, language: "de", theme: "dark", width: 900, height: 700 } as const;
    const preview = await open("index.html#residency", { ...narrow, platform: "browser", contrast: "more" });
    await preview.page.screenshot({ path: join(pictures, "dashboard-narrow-contrast-de-dark.png") });
    expect(await preview.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(900);
    expect(preview.complaints).toEqual([]);
    await preview.close();
  });
});
