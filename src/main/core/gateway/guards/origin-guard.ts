import { TresorError } from "../../../../shared/errors";

/** The parts of a request that tell whether a web page sent it. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly secFetchMode: string | undefined;
}

/**
 * Refuses what a web page of another origin sends: by its Origin, `null` included, or, where a browser sends none (an image, a
 * script), by `sec-fetch-site`. Following a link here is allowed: the page that holds the link cannot read the answer.
 * `sec-fetch-mode: cors` alone is Node's fetch, not a browser.
 * @throws TresorError `forbidden_origin`
 */
export function checkOrigin(request: RequestOrigin): void {
  const { origin, host, secFetchSite } = request;
  if (origin !== undefined) {
    if (host !== undefined && origin.toLowerCase() === `http://${host.toLowerCase()}`) return;
    throw refused(`of the origin "${origin}"`);
  }
  const fromElsewhere = secFetchSite === "cross-site" || secFetchSite === "same-site";
  if (fromElsewhere && !isNavigation(request)) throw refused("of another origin");
}

function isNavigation({ method, secFetchMode }: RequestOrigin): boolean {
  return secFetchMode === "navigate" && (method === "GET" || method === "HEAD");
}

function refused(whose: string): TresorError {
  return new TresorError(
    "forbidden_origin",
    `A web page ${whose} may not call Tresor; call it from a program on this machine.`,
  );
}
