/**
 * Where a worker tries to get out, to see that the kernel refuses it: an address that is reserved for documentation and routed nowhere
 * (TEST-NET-1, RFC 5737), and the port of a service that throws everything away (discard, RFC 863).
 */
export const probeTarget = { address: "192.0.2.1", port: 9 } as const;
