import type { IncomingHttpHeaders } from "node:http";
import { TresorError } from "../../../../shared/errors";

/** What clients of any dialect send as a key, in the order in which it counts. An empty `Bearer ` is none. */
export function presentedKeys({ authorization, "x-api-key": apiKey }: IncomingHttpHeaders): readonly string[] {
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  return [bearer, ...[apiKey].flat()].flatMap((key) => key?.trim() ?? []).filter((key) => key !== "");
}

const keyNames: ReadonlySet<string> = new Set([
  "key",
  "api_key",
  "api-key",
  "apikey",
  "x-api-key",
  "access_token",
  "token",
  "authorization",
]);

/**
 * Addresses end up in logs, histories and Referer headers of others: a key there is given away already.
 * @throws TresorError `invalid_request`
 */
export function refuseKeyInAddress(url: string): void {
  const [path = "", ...query] = url.split("?");
  const names = [...new URLSearchParams(query.join("?")).keys()].map((name) => name.toLowerCase());
  const holdsKey = /tresor-[\w-]{43}/.test(decoded(url)) || /tresor-[\w-]{43}/.test(path);
  if (!holdsKey && !names.some((name) => keyNames.has(name))) return;
  throw new TresorError(
    "invalid_request",
    "A key does not belong into the address: send it as `Authorization: Bearer …` or `x-api-key`, and make a new one with `tresor keys rotate`, since addresses are logged.",
  );
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
