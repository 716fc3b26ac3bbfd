import type { Bridge, WindowControl } from "../../shared/contract/bridge";
import { createClient, type Client } from "../../shared/contract/derive";
import { createHttpTransport } from "./http-transport";
import { createIpcTransport } from "./ipc-transport";

/** How this page reaches the core and the window around it. */
export interface Connection {
  readonly client: Client;
  readonly window: WindowControl;
  /** `darwin`, `linux`, … in the app; `browser` when the page came over HTTP. */
  readonly platform: string;
}

declare global {
  interface Window {
    readonly tresor?: Bridge;
  }
}

/** Over IPC when the preload script has exposed its bridge, else over HTTP to the page's own origin. */
export function connect(page: Window): Connection {
  const bridge = page.tresor;
  if (bridge !== undefined) {
    return { client: createClient(createIpcTransport(bridge)), window: bridge.window, platform: bridge.platform };
  }
  const transport = createHttpTransport({
    fetch: page.fetch.bind(page),
    wait: async (milliseconds) =>
      await new Promise((resolve) => {
        page.setTimeout(resolve, milliseconds);
      }),
  });
  return { client: createClient(transport), window: browserWindow(page), platform: "browser" };
}

/** A browser tab cannot hide or size itself; the rest it does in its own way. */
function browserWindow(page: Window): WindowControl {
  return {
    openDashboard: (view) => {
      page.location.assign(`/#${view}`);
    },
    hide: () => undefined,
    copyText: async (text) => {
      await page.navigator.clipboard.writeText(text);
    },
    resize: () => undefined,
  };
}
