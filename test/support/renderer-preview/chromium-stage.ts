import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openPreview, type PreviewOptions, type PreviewPage } from "./preview-page";
import { serveWindows, type WindowServer } from "./window-server";

const chromiumPath = process.env["TRESOR_CHROMIUM"] ?? "/usr/bin/chromium";
const windowDirectory = resolve(process.env["TRESOR_WINDOW_DIRECTORY"] ?? "out/renderer");

/** Where tests put what they have seen. */
export const pictures = resolve(process.env["TRESOR_SCREENSHOTS"] ?? ".cache/screenshots");

/** Whether a test in Chromium must be left out; then it is said why. */
export function lacksChromium(what: string, files: readonly string[] = []): boolean {
  const missing = [chromiumPath, ...files].filter((path) => !existsSync(path));
  if (missing.length > 0) console.warn(`Skipped: ${what} in Chromium, for want of ${missing.join(" and ")}.`);
  return missing.length > 0;
}

/** The same for one that needs the built windows. */
export const lacksWindows = (what: string): boolean =>
  lacksChromium(
    what,
    ["index.html", "popover.html"].map((file) => join(windowDirectory, file)),
  );

/** A browser for the tests of one `describe`. */
export function useChromium(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    });
  });
  afterAll(async () => {
    await browser.close();
  });
  return () => browser;
}

/** Opens the built windows for the tests of one `describe`; `path` is a file of theirs, with its hash. */
export function useWindows(): (path: string, options: Omit<PreviewOptions, "url">) => Promise<PreviewPage> {
  let server: WindowServer;
  beforeAll(async () => {
    server = await serveWindows(windowDirectory);
  });
  afterAll(async () => {
    await server.close();
  });
  // Last, so that it is closed first: the server waits for its connections.
  const browser = useChromium();
  return async (path, options) => await openPreview(browser(), { url: `${server.url}/${path}`, ...options });
}
