import { isIPv6 } from "node:net";
import { TresorError } from "../../../../shared/errors";

/** What a request may call us by. */
export interface KnownAs {
  /** The address that the connection reached; null on a Unix socket. */
  readonly localAddress: string | null;
  /** Names that the user allows, without a port. */
  readonly allowedHosts: readonly string[];
}

/** Any port: an SSH tunnel may use another one locally, and rebinding needs a name, not a port. */
const hostForm = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;
const loopbackNames: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses a Host header that is neither the address which the connection reached nor a name that the user allows. A web page whose own
 * name has been rebound to us sends that name here (CVE-2024-28224 of a peer), so this holds for every route and whatever we listen on.
 * @throws TresorError `forbidden_host`
 */
export function checkHost(host: string | undefined, { localAddress, allowedHosts }: KnownAs): void {
  const name = hostForm.exec(host ?? "")?.[1]?.toLowerCase();
  if (name !== undefined && isKnown(name, localAddress, allowedHosts)) return;
  throw new TresorError(
    "forbidden_host",
    `The host ${host === undefined ? "is missing" : `"${host.slice(0, 200)}" is not accepted`}; call Tresor by 127.0.0.1, localhost or [::1], or allow the name with --allow-host.`,
  );
}

function isKnown(name: string, localAddress: string | null, allowedHosts: readonly string[]): boolean {
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  const reached = localAddress === null ? "localhost" : literalOf(localAddress);
  return loopbackNames.has(reached) ? loopbackNames.has(name) : name === reached;
}

/** An address as a Host header writes it. What IPv4 brings through an IPv6 socket is IPv4. */
function literalOf(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
  return isIPv6(plain) ? `[${plain}]` : plain;
}
