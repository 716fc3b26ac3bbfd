import type { Browser, Page } from "playwright-core";
import type { TresorEvent } from "../../../src/shared/contract/events";
import { installFakeBridge, type PreviewControl } from "./fake-bridge";
import { sceneTime, type Scene } from "./scene";

export interface PreviewOptions {
  readonly url: string;
  readonly scene: Scene;
  readonly language: "en" | "de";
  readonly theme: "light" | "dark";
  readonly width: number;
  readonly height: number;
  /** Default `darwin`. */
  readonly platform?: string;
  readonly contrast?: "more" | "no-preference";
}

export interface PreviewPage {
  readonly page: Page;
  /** What the page complained about: uncaught errors, console errors, refused by the content security policy. */
  readonly complaints: readonly string[];
  readonly control: <T>(use: (control: PreviewControl) => T) => Promise<T>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    readonly preview: PreviewControl;
  }
}

/** Opens one window of the built renderer on a scene, at the scene's moment, with a minute of tokens per second behind it. */
export async function openPreview(browser: Browser, options: PreviewOptions): Promise<PreviewPage> {
  const { scene, language, theme, width, height, platform = "darwin", contrast = "no-preference" } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: theme,
    contrast,
    reducedMotion: "reduce",
    locale: language === "de" ? "de-DE" : "en-US",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  // A busy machine may take long to load the page; the clock goes on meanwhile and must not pass the moment of the pause.
  await page.clock.install({ time: new Date(Date.parse(sceneTime) - 300_000) });
  await page.addInitScript(installFakeBridge, { scene, platform });
  await page.goto(options.url);
  await page.clock.pauseAt(new Date(Date.parse(sceneTime) - 58_000));
  await playMinute(page, scene);
  return {
    page,
    complaints,
    control: async <T>(use: (control: PreviewControl) => T) =>
      await page.evaluate<T>(`(${use.toString()})(window.preview)`),
    close: async () => {
      await context.close();
    },
  };
}

/** Lets 58 seconds pass in which the generating residents' rates move a little, and end at the scene's own. */
async function playMinute(page: Page, { snapshot }: Scene): Promise<void> {
  const generating = snapshot.residents.filter(({ tokensPerSecond }) => tokensPerSecond !== null);
  let sequence = snapshot.sequence;
  for (let second = 1; second <= 58; second += 1) {
    const wave = second === 58 ? 1 : 0.78 + 0.16 * Math.sin(second / 5.5) + 0.06 * Math.sin(second / 1.9);
    const events = generating.map((resident) => {
      sequence += 1;
      const data = { ...resident, tokensPerSecond: (resident.tokensPerSecond ?? 0) * wave };
      return { sequence, at: snapshot.machine.at, event: "resident", data } satisfies TresorEvent;
    });
    await page.evaluate((sent) => {
      sent.forEach((event) => {
        window.preview.emit(event);
      });
    }, events);
    await page.clock.runFor(1_000);
  }
}

/** What the window has asked the core by this name, with its input. */
export async function callsOf(preview: PreviewPage, name: string): Promise<readonly string[]> {
  return (await preview.control(({ calls }) => calls)).filter((call) => call.startsWith(`${name} `));
}
