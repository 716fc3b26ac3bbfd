import { TresorError } from "../../../../shared/errors";

/** The parts of a request that tell whether a web page sent it. */
export interface RequestOrigin {
  readonly method: string;
  readonly scheme: "http" | "https";
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly secFetchMode: string | undefined;
}

/**
 * Refuses what a web page of another origin sends, unless the user allows that origin: by its Origin, `null` included, or, where a
 * browser sends none (an image, a script), by `sec-fetch-site`. Following a link here is allowed: the page that holds the link cannot
 * read the answer. `sec-fetch-mode: cors` alone is Node's fetch, not a browser.
 * @throws TresorError `forbidden_origin`
 */
export function checkOrigin(request: RequestOrigin, allowedOrigins: readonly string[]): void {
  const { origin, secFetchSite } = request;
  if (origin !== undefined) {
    if (isOwnPage(request) || isAllowedOrigin(origin, allowedOrigins)) return;
    throw refused(`of the origin "${origin.slice(0, 200)}"`);
  }
  const fromElsewhere = secFetchSite === "cross-site" || secFetchSite === "same-site";
  if (fromElsewhere && !isNavigation(request)) throw refused("of another origin");
}

/** Exactly as the browser writes it. `null` is every sandboxed page and every file, so nobody can be meant by it. */
export function isAllowedOrigin(origin: string, allowedOrigins: readonly string[]): boolean {
  return origin !== "null" && allowedOrigins.some((allowed) => allowed.toLowerCase() === origin.toLowerCase());
}

function isOwnPage({ scheme, host, origin }: RequestOrigin): boolean {
  return host !== undefined && origin?.toLowerCase() === `${scheme}://${host.toLowerCase()}`;
}

function isNavigation({ method, secFetchMode }: RequestOrigin): boolean {
  return secFetchMode === "navigate" && (method === "GET" || method === "HEAD");
}

function refused(whose: string): TresorError {
  return new TresorError(
    "forbidden_origin",
    `A web page ${whose} may not call Tresor; call it from a program on this machine, or allow the origin in the settings (allowedOrigins).`,
  );
}
