/** One way on which something could leave, tried with a canary, and how it ended. */
export interface LeakOutcome {
  /** In a few words: `TCP over IPv6`. */
  readonly road: string;
  readonly target: string;
  /** The error's code, or what must not be: `connected`, `sent`, `resolved`, `answered`, `timeout`. */
  readonly outcome: string;
}

/** Where the roads lead: addresses for documentation (RFC 5737, RFC 3849) and a name that no resolver sends on (RFC 6761). */
export const leakTargets = {
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  domain: "tresor-leak-test.invalid",
  /** `discard`, a service that throws everything away (RFC 863). */
  port: 9,
  /** `fetch` knows the other for no port of the web and refuses it by itself, which would prove nothing. */
  webPort: 80,
} as const;

const ownHosts: ReadonlySet<string> = new Set([leakTargets.ipv4, leakTargets.ipv6]);

/** Whether an attempt, with or without a port, is one of the test's own: its addresses and names lead nowhere. */
export function isLeakTarget(target: string): boolean {
  if (ownHosts.has(target)) return true;
  const host = target.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return ownHosts.has(host) || host.endsWith(`.${leakTargets.domain}`);
}
