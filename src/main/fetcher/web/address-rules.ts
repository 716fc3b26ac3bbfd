/** 127.0.0.0/8, ::1 and localhost, as a URL spells them. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Whether anything may be sent there: https, or, when the endpoint itself is http on this machine, http on this machine. */
export function isAllowed(address: URL, endpoint: URL): boolean {
  if (address.username !== "" || address.password !== "") return false;
  if (address.protocol === "https:") return true;
  const isLocal = (url: URL) => url.protocol === "http:" && isLoopback(url.hostname);
  return isLocal(address) && isLocal(endpoint);
}

/** The address of a redirect; null when there is none that can be read. */
export function redirectTarget(location: string | undefined, from: URL): URL | null {
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
}
