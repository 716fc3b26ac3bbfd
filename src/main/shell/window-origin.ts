import type { App, Protocol } from "electron";

/** Where our pages live. Every check of "is this one of ours" compares with it. */
export type WindowOrigin = "app://tresor" | "https://tresor.invalid";

/**
 * Claims the address of our pages. A scheme of our own must be registered before Electron is ready; that is too late when something else
 * started Electron and imported us afterwards. Then the pages take a name under `.invalid`, which never resolves (RFC 6761), and the
 * protocol handler claims the https scheme whole: what is not a page of ours is answered 404 within the process.
 */
export function claimWindowOrigin(
  app: Pick<App, "isReady">,
  protocol: Pick<Protocol, "registerSchemesAsPrivileged">,
): WindowOrigin {
  if (app.isReady()) return "https://tresor.invalid";
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
  return "app://tresor";
}

/** True for a page, file or frame of ours. */
export function isOwnUrl(url: string, origin: WindowOrigin): boolean {
  return url.startsWith(`${origin}/`);
}
