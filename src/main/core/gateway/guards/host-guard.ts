import { TresorError } from "../../../../shared/errors";

/** Any port: an SSH tunnel may use another one locally, and rebinding needs a name, not a port. */
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a Host header that is not a loopback literal. A web page whose own name has been rebound to 127.0.0.1 sends that name
 * here (CVE-2024-28224 of a peer), so this holds for every route and whatever we listen on.
 * @throws TresorError `forbidden_host`
 */
export function checkHost(host: string | undefined): void {
  if (host !== undefined && loopbackHost.test(host)) return;
  throw new TresorError(
    "forbidden_host",
    `The host ${host === undefined ? "is missing" : `"${host}" is not accepted`}; call Tresor by 127.0.0.1, localhost or [::1].`,
  );
}
