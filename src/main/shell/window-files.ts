import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Protocol } from "electron";
import { windowContentSecurityPolicy } from "../../shared/contract/window-policy";
import { isOwnUrl, type WindowOrigin } from "./window-origin";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** The windows' policy with one door less: everything goes over the bridge, so a page here connects to nothing. */
export const shellContentSecurityPolicy = windowContentSecurityPolicy.replace(
  "connect-src 'self'",
  "connect-src 'none'",
);

/** The file in `directory` that a URL of ours names; null for every URL that names none, or a place outside of it. */
export function windowFileOf(url: string, origin: WindowOrigin, directory: string): string | null {
  if (!isOwnUrl(url, origin)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path.includes("\0") || path.includes("\\") || !Object.hasOwn(contentTypes, extname(path))) return null;
  const file = join(directory, path);
  return file.startsWith(directory.endsWith(sep) ? directory : directory + sep) ? file : null;
}

/** Serves the built windows from `directory` under our origin. */
export function serveWindowFiles(protocol: Pick<Protocol, "handle">, origin: WindowOrigin, directory: string): void {
  const notFound = () => new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  const scheme = origin.slice(0, origin.indexOf(":"));
  protocol.handle(scheme, async (request) => {
    const file = windowFileOf(request.url, origin, directory);
    if (file === null || request.method !== "GET") return notFound();
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersOf(file) });
    } catch {
      return notFound();
    }
  });
}

function headersOf(file: string): Record<string, string> {
  return {
    "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
    "content-security-policy": shellContentSecurityPolicy,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}
