import { hostname, networkInterfaces } from "node:os";
import { hostNameSchema } from "../../../../../shared/shapes/settings";

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** All that other machines may call this one by when it listens on this address. */
export function namesFor(host: string, allowedHosts: readonly string[]): string[] {
  const addresses = wildcards.has(host) ? ownAddresses() : [host];
  const names = ["localhost", hostname(), ...allowedHosts].filter((name) => hostNameSchema.safeParse(name).success);
  return [...new Set([...names, ...addresses, "127.0.0.1", "::1"])];
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}
