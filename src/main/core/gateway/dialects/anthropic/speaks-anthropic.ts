import type { IncomingHttpHeaders } from "node:http";

/** What tells the dialect of a request before any route has seen it. */
export interface DialectHint {
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Anthropic's own paths, and those it shares with OpenAI when the client names a version of Anthropic's API. */
export function speaksAnthropic({ url = "", headers }: DialectHint): boolean {
  return /^\/v1\/messages(?:[/?]|$)/.test(url) || (/^\/v1(?:[/?]|$)/.test(url) && sendsVersion(headers));
}

/** Every client of Anthropic's API sends it. */
export function sendsVersion(headers: IncomingHttpHeaders): boolean {
  return headers["anthropic-version"] !== undefined;
}
