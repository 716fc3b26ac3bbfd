import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { z } from "zod";
import { readFile } from "node:fs/promises";
import type { CallOutput, SingleName } from "../../../src/shared/contract/derive";
import { routeOf } from "../../../src/shared/contract/derive";
import type { Display } from "./virtual-display";

export interface DesktopAppOptions {
  readonly executablePath: string;
  readonly display: Display;
  /** The folder with package.json and out. */
  readonly appRoot: string;
  readonly dataDirectory: string;
  readonly flags: readonly string[];
}

const runningSchema = z.object({ url: z.string() });

/** The built app under test. */
export class DesktopApp {
  readonly electron: ElectronApplication;
  /** Asked for once, at the start: Playwright forgets it when the app has ended. */
  readonly #program: ChildProcess;
  readonly #dataDirectory: string;

  private constructor(electron: ElectronApplication, dataDirectory: string) {
    this.electron = electron;
    this.#program = electron.process();
    this.#dataDirectory = dataDirectory;
  }

  static async start(options: DesktopAppOptions): Promise<DesktopApp> {
    const { executablePath, display, appRoot, dataDirectory, flags } = options;
    const electron = await _electron.launch({
      executablePath,
      // Chromium refuses to start as root with its own sandbox; containers run tests as root.
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        appRoot,
        ...["--data-dir", dataDirectory, "--port", "0", "--threads", "1", "--lang", "en"],
        ...flags,
      ],
      env: { ...definedEnvironment(), ...display.environment, TRESOR_TEST: "1" },
    });
    return new DesktopApp(electron, dataDirectory);
  }

  /** The page of a window, as soon as it is there: `popover.html` or `index.html`. */
  async page(file: string): Promise<Page> {
    const isIt = (page: Page) => new URL(page.url()).pathname === `/${file}`;
    const there = this.electron.windows().find(isIt);
    return there ?? (await this.electron.waitForEvent("window", { predicate: isIt }));
  }

  /** Stands for a click on the icon. */
  async clickIcon(): Promise<void> {
    await this.electron.evaluate(({ app }) => {
      (app as NodeJS.EventEmitter).emit("tresor:toggle-popover");
    });
  }

  /** Files of the windows that are visible now. */
  async visibleWindows(): Promise<string[]> {
    const urls = await this.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter((window) => window.isVisible())
        .map(({ webContents }) => webContents.getURL()),
    );
    return urls.map((url) => new URL(url).pathname.slice(1));
  }

  /** A control query over HTTP, past the windows: what the core itself says. */
  async query<N extends SingleName>(name: N): Promise<CallOutput<N>> {
    const { url } = runningSchema.parse(JSON.parse(await readFile(join(this.#dataDirectory, "running.json"), "utf8")));
    const token = (await readFile(join(this.#dataDirectory, "admin-token"), "utf8")).trim();
    const response = await fetch(`${url}${routeOf(name).path}`, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()) as CallOutput<N>;
  }

  /** Quits as the menu does. Returns the exit code. */
  async quit(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#program.once("exit", (code) => resolve(code)));
    await this.electron.evaluate(({ app }) => {
      setImmediate(() => app.quit());
    });
    return await ended;
  }

  /** Ends the app for certain; for the end of a test that failed half-way. */
  kill(): void {
    if (this.#program.exitCode === null && this.#program.signalCode === null) this.#program.kill("SIGKILL");
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
