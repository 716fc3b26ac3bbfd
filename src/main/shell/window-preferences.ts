import type { WebPreferences } from "electron";

export interface WindowSurroundings {
  readonly preloadFile: string;
  /** True in a packaged app, where developer tools stay away. */
  readonly packaged: boolean;
}

/** What every window of ours may do: draw, and talk over the bridge. */
export function windowPreferences({ preloadFile, packaged }: WindowSurroundings): WebPreferences {
  return {
    preload: preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: !packaged,
  };
}
