import type { App, Session, WebContents } from "electron";
import type { Logger } from "../core/kernel/logger";
import { isOwnUrl, type WindowOrigin } from "./window-origin";

/** What a page of ours may use of the browser's powers: writing plain text to the clipboard, nothing else. */
export const isPermitted = (permission: string): boolean => permission === "clipboard-sanitized-write";

/** The requests that may go on: our own files, and Chromium's developer tools. Neither leaves the process. */
export function isAllowedRequest(url: string, origin: WindowOrigin): boolean {
  return isOwnUrl(url, origin) || url.startsWith("devtools://");
}

/** Shuts every session and every page from now on. To be called before Electron's `ready`, or before the first window at the latest. */
export function lockEverything(app: Pick<App, "on">, origin: WindowOrigin, logger: Logger): void {
  app.on("session-created", (session) => {
    lockSession(session, origin, logger).catch((error: unknown) => logger.error({ error }, "a session kept its proxy"));
  });
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
}

/** Shuts a session: no network, no permission, no device, no download, no spelling dictionary. */
export async function lockSession(session: Session, origin: WindowOrigin, logger: Logger): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isPermitted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
    const allowed = isAllowedRequest(url, origin);
    if (!allowed) logger.warn({ address: addressOf(url), resourceType }, "refused a request of the window");
    decide({ cancel: !allowed });
  });
  await session.setProxy({ mode: "direct" });
}

type LockableContents = Pick<WebContents, "on" | "setWindowOpenHandler" | "setWebRTCIPHandlingPolicy">;

/** Keeps a page where it is: no navigation, no further window, no embedded page, no address for WebRTC. */
export function lockContents(contents: LockableContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

/** Scheme and host: a path or a query may hold what must not be in a log. */
function addressOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
