import { EventEmitter } from "node:events";
import type { App, WebContents } from "electron";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../../../src/main/core/kernel/logger";
import {
  isAllowedRequest,
  isPermitted,
  lockContents,
  lockEverything,
} from "../../../../src/main/shell/session-lockdown";

type Decide = (decision: { cancel: boolean }) => void;

/** As much of Electron's Session as is locked; what was set is readable. */
class FakeSession extends EventEmitter {
  permission: ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | undefined;
  proxy: unknown;
  spelling = true;
  request: ((details: { url: string; resourceType: string }, decide: Decide) => void) | undefined;
  readonly webRequest = { onBeforeRequest: (listener: typeof this.request) => void (this.request = listener) };

  setPermissionRequestHandler(handler: typeof this.permission): void {
    this.permission = handler;
  }
  setPermissionCheckHandler(): void {
    // The request handler is what this test looks at.
  }
  setDevicePermissionHandler(): void {
    // As above.
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spelling = enabled;
  }
  async setProxy(proxy: unknown): Promise<void> {
    this.proxy = proxy;
  }

  cancels(url: string): boolean {
    let cancelled = false;
    this.request?.({ url, resourceType: "xhr" }, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  }
}

class FakeContents extends EventEmitter {
  opens: () => unknown = () => ({ action: "allow" });
  webRtc = "default";
  setWindowOpenHandler(handler: () => unknown): void {
    this.opens = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }
}

function lockedSession(): FakeSession {
  const app = new EventEmitter();
  lockEverything(app as unknown as App, "app://tresor", createLogger({ level: "silent" }));
  const session = new FakeSession();
  app.emit("session-created", session);
  return session;
}

describe("a locked session", () => {
  it("cancels every request but our own files and the developer tools", () => {
    const session = lockedSession();
    const allowed = ["app://tresor/popover.html", "devtools://devtools/bundled/x.js"];
    const refused = [
      "https://example.com/",
      "http://127.0.0.1:8737/",
      "ws://127.0.0.1/",
      "file:///etc/passwd",
      "app://x/",
    ];
    expect(allowed.filter((url) => session.cancels(url))).toEqual([]);
    expect(refused.filter((url) => !session.cancels(url))).toEqual([]);
    expect(isAllowedRequest("https://tresor.invalid/a.js", "https://tresor.invalid")).toBe(true);
    expect(isAllowedRequest("https://tresor.invalid.example.com/", "https://tresor.invalid")).toBe(false);
  });

  it("grants no permission but writing text to the clipboard", () => {
    const granted: string[] = [];
    const session = lockedSession();
    for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "clipboard-sanitized-write"])
      session.permission?.(null, permission, (grant) => {
        if (grant) granted.push(permission);
      });
    expect(granted).toEqual(["clipboard-sanitized-write"]);
    expect(isPermitted("openExternal")).toBe(false);
  });

  it("goes direct, spells nothing, downloads nothing", () => {
    const session = lockedSession();
    let prevented = false;
    session.emit("will-download", { preventDefault: () => (prevented = true) });
    expect([session.proxy, session.spelling, prevented]).toEqual([{ mode: "direct" }, false, true]);
  });
});

describe("a locked page", () => {
  it.each(["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"])("prevents %s", (event) => {
    const contents = new FakeContents();
    lockContents(contents as unknown as WebContents);
    let prevented = false;
    contents.emit(event, { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });

  it("opens no further window and gives WebRTC no address", () => {
    const contents = new FakeContents();
    lockContents(contents as unknown as WebContents);
    expect([contents.opens(), contents.webRtc]).toEqual([{ action: "deny" }, "disable_non_proxied_udp"]);
  });
});
