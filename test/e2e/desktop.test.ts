import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Resident } from "../../src/shared/shapes/resident";
import { DesktopApp } from "../support/electron/desktop-app";
import { findElectron } from "../support/electron/find-electron";
import { openDisplay } from "../support/electron/virtual-display";

// The built app in a real Electron: one person's way through it, from the click on the icon to quitting.
const root = resolve(process.env["TRESOR_APP_ROOT"] ?? join(import.meta.dirname, "..", ".."));
const pictures = resolve("test-results");
const electron = findElectron();
const display = electron === null ? null : await openDisplay();
const lacks = electron === null ? "an Electron binary" : display === null ? "Xvfb" : null;
if (lacks !== null) console.warn(`Skipped: the desktop app, for want of ${lacks}.`);
else if (!existsSync(join(root, "out", "main", "index.js")))
  throw new Error(`${join(root, "out")} is missing: run "npm run build" first.`);

describe.skipIf(electron === null || display === null)("the desktop app", () => {
  let folder: string;
  let desktop: DesktopApp;
  let popover: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tresor-desktop-"));
    mkdirSync(pictures, { recursive: true });
    const models = join(folder, "models");
    mkdirSync(models);
    copyFileSync(join(root, "resources", "models", "stories260K.gguf"), join(models, "stories260K.gguf"));
    desktop = await DesktopApp.start({
      executablePath: electron ?? "",
      display: display ?? { environment: {}, close: async () => undefined },
      appRoot: root,
      dataDirectory: join(folder, "data"),
      flags: ["--models-dir", models],
    });
    popover = await desktop.page("popover.html");
  });

  afterAll(async () => {
    desktop.kill();
    await display?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (state: string) => popover.locator(`[data-testid=resident-row][data-state=${state}]`);
  const picture = async (page: Page, name: string) => await page.screenshot({ path: join(pictures, `${name}.png`) });

  const onlyResident = async (): Promise<Resident> => {
    const { residents } = await desktop.query("ps");
    const [resident] = residents;
    if (resident === undefined || residents.length > 1) throw new Error(`${residents.length} residents instead of one`);
    return resident;
  };

  /** Asks in the popover, waits for the answer's end, and returns every state of its text on the way. */
  const ask = async (question: string): Promise<readonly string[]> => {
    await popover.getByTestId("prompt-input").fill(question);
    await popover.getByTestId("prompt-send").click();
    await popover.locator(".answer", { hasText: question }).waitFor();
    return await popover.getByTestId("prompt-answer").evaluate(watchAnswer);
  };

  it("greets at the first start, and can be left at once", async () => {
    const dashboard = await desktop.page("index.html");
    await dashboard.getByTestId("first-run").waitFor();
    await picture(dashboard, "first-run");
    await dashboard.getByRole("button", { name: "Skip" }).click();
    await dashboard.getByRole("navigation").waitFor();
    expect((await desktop.query("settings")).welcomed).toBe(true);
    await dashboard.close();
  });

  it("opens the popover at a click, with the state of the vault", async () => {
    expect(await desktop.visibleWindows()).toEqual([]);
    await desktop.clickIcon();
    await popover.getByTestId("state-line").waitFor();
    expect(await desktop.visibleWindows()).toEqual(["popover.html"]);
    expect(await popover.getByTestId("state-line").textContent()).toMatch(/Sealed|not enforced/i);
    await picture(popover, "popover-empty");
  });

  it("loads the model and streams an answer", async () => {
    await popover.getByRole("button", { name: /^Load / }).click();
    await row("ready").waitFor();
    const states = await ask("Once upon a time");
    expect(states.at(-1)).toMatch(/\w+ \w+ \w+/);
    expect(states.length).toBeGreaterThan(3);
    expect(await popover.getByTestId("answer-error").count()).toBe(0);
    await picture(popover, "popover-answer");
  });

  it("reports a worker that was killed, and recovers on the next prompt", async () => {
    const { pid } = await onlyResident();
    if (pid === null) throw new Error("the resident has no process");
    process.kill(pid, "SIGKILL");
    await row("failed").waitFor();
    expect(await popover.getByTestId("notice").textContent()).toContain("worker_died");
    await picture(popover, "popover-worker-died");

    const states = await ask("There was a little girl");
    expect(states.at(-1)).toMatch(/\w+ \w+ \w+/);
    await row("ready").waitFor();
    const recovered = await onlyResident();
    expect(recovered).toMatchObject({ state: "ready", pinned: false });
    expect(recovered.pid).not.toBe(pid);
    await picture(popover, "popover-recovered");
  });

  it("pins the model", async () => {
    await popover.getByTestId("pin-toggle").click();
    await popover.locator("[data-testid=pin-toggle][aria-pressed=true]").waitFor();
    expect((await onlyResident()).pinned).toBe(true);
  });

  it("brings a pinned model back by itself when its worker was killed", async () => {
    const { pid } = await onlyResident();
    if (pid === null) throw new Error("the resident has no process");
    process.kill(pid, "SIGKILL");
    await expect
      .poll(async () => await onlyResident(), { timeout: 30_000 })
      .toMatchObject({ state: "ready", pinned: true, pid: expect.not.toBeOneOf([pid, null]) as unknown });
    await row("ready").waitFor();
  });

  it("opens the dashboard, and keeps serving when it closes", async () => {
    await popover.getByRole("button", { name: "Open Tresor" }).click();
    const dashboard = await desktop.page("index.html");
    await dashboard.getByTestId("resident-row").waitFor();
    await dashboard.setViewportSize({ width: 1280, height: 800 });
    await picture(dashboard, "dashboard");
    await dashboard.close();
    expect((await desktop.query("status")).residents).toBe(1);
  });

  it("quits in order: the workers end first", async () => {
    const { pid } = await onlyResident();
    expect(await desktop.quit()).toBe(0);
    expect(() => process.kill(pid ?? 0, 0)).toThrow("ESRCH");
  });
});

/** Runs in the page: follows the answer until it is complete. */
function watchAnswer(answer: Element): Promise<string[]> {
  return new Promise((resolve) => {
    const states: string[] = [];
    const look = () => {
      const text = answer.textContent;
      if (text !== states.at(-1)) states.push(text);
      if (answer.getAttribute("aria-busy") !== "false") return;
      observer.disconnect();
      resolve(states);
    };
    const observer = new MutationObserver(look);
    observer.observe(answer, { attributes: true, characterData: true, childList: true, subtree: true });
    look();
  });
}
