import { isIPv4 } from "node:net";

/** Whether an address, or `localhost`, never leaves this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === "localhost" || name === "::1" || name === "[::1]" || (isIPv4(name) && name.startsWith("127."));
}
