import { isIP } from "node:net";

/**
 * Whether an address or name stays on this machine: 127.0.0.0/8, ::1 and what maps to them, and the names that every system resolves to
 * them. No other name is asked for: a lookup would itself leave.
 */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/%.*$/, "")
    .replace(/\.$/, "");
  if (isIP(name) === 4) return name.startsWith("127.");
  if (isIP(name) === 6) return isLoopbackVersion6(name);
  return name === "localhost" || name.endsWith(".localhost");
}

/** `::1`, `0:0:0:0:0:0:0:1`, `::ffff:127.0.0.1`, `::ffff:7f00:1` */
function isLoopbackVersion6(address: string): boolean {
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return normal === "::1" || /^::ffff:7f[0-9a-f]{2}:/.test(normal);
}
