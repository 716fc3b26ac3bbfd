import { isLoopback } from "./address-rules";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the user's environment names for an address, as curl reads it: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY in either
 * case. This machine's own addresses need none.
 *
 * @throws Error when what is named is no http proxy
 */
export function proxyFor(address: URL, environment: Environment): URL | null {
  if (isLoopback(address.hostname) || isExcepted(address, valueOf("no_proxy", environment))) return null;
  const named =
    valueOf(address.protocol === "https:" ? "https_proxy" : "http_proxy", environment) ??
    valueOf("all_proxy", environment);
  if (named === null) return null;
  const text = named.includes("://") ? named : `http://${named}`;
  const proxy = URL.canParse(text) ? new URL(text) : null;
  if (proxy?.protocol !== "http:") throw new Error("The proxy of the environment is no http:// address.");
  return proxy;
}

function valueOf(name: string, environment: Environment): string | null {
  const value = (environment[name] ?? environment[name.toUpperCase()])?.trim();
  return value === undefined || value === "" ? null : value;
}

function isExcepted(address: URL, exceptions: string | null): boolean {
  const host = address.hostname.toLowerCase();
  const port = address.port === "" ? (address.protocol === "https:" ? "443" : "80") : address.port;
  return (exceptions ?? "").split(/[\s,]+/).some((entry) => {
    const [, name = "", onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (name === "" || (onlyPort !== undefined && onlyPort !== port)) return false;
    const domain = name.replace(/^\*?\./, "");
    return domain === "*" || host === domain || host.endsWith(`.${domain}`);
  });
}
