import { createHash, timingSafeEqual } from "node:crypto";
import type { Sessions } from "../window/sessions";

/** Who may use the control API: by the admin token, or by the session of a browser that came through a one-time link. */
export type Credential = "token" | "session";

export interface AuthorizationHeaders {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/** The credential that a request carries; null when it has none that is valid. Takes the same time for every wrong token. */
export function credentialOf(
  { authorization, cookie }: AuthorizationHeaders,
  adminToken: string,
  sessions: Sessions,
): Credential | null {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (token !== undefined && isAdminToken(token, adminToken)) return "token";
  return sessions.isOpen(cookie) ? "session" : null;
}

/** Digests have one length, and comparing them tells nothing about the values. */
export function isAdminToken(token: string, adminToken: string): boolean {
  return timingSafeEqual(sha256(token), sha256(adminToken));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
