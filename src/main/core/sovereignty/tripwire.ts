import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net, { isIP } from "node:net";
import { isLoopback } from "./loopback";
import { tripwireCode } from "./tripwire-code";

/** Something in this process tried to reach beyond the machine, and was refused. */
export interface Attempt {
  readonly what: "connect" | "datagram" | "lookup";
  /** `192.0.2.1:443`, or the name that was to be resolved. */
  readonly target: string;
  /** Where in the program it came from: the first frames beyond Node's own. */
  readonly origin: string;
}

/** Given to the caller in place of a connection. */
export class TripwireError extends Error {
  readonly code = tripwireCode;

  constructor({ what, target }: Attempt) {
    super(`Tresor's own process may not reach ${target} (${what}): only the fetcher leaves this machine.`);
    this.name = "TripwireError";
  }
}

type Callback = (error: Error) => void;
type AnyFunction = (...parameters: never[]) => unknown;

let isInstalled = false;

/**
 * Stands on every way by which Node opens a connection or resolves a name, `fetch`, `http` and `tls` included, since all of them end in
 * these calls. What is not loopback is refused and reported. For the rest of the process: it cannot be taken off.
 *
 * It stops mistakes and libraries that phone home, not native code that makes system calls itself: the kernel's seal is for that.
 */
export function installTripwire(onAttempt: (attempt: Attempt) => void): void {
  if (isInstalled) return;
  isInstalled = true;
  const report = (what: Attempt["what"], target: string): TripwireError => {
    const attempt = { what, target, origin: originOf(new Error("attempt").stack ?? "") };
    onAttempt(attempt);
    return new TripwireError(attempt);
  };
  guardConnections(report);
  guardDatagrams(report);
  guardLookups(report);
  syncBuiltinESMExports();
}

type Report = (what: Attempt["what"], target: string) => TripwireError;

function guardConnections(report: Report): void {
  const prototype = net.Socket.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const connect = prototype.connect as unknown as (this: net.Socket, ...parameters: unknown[]) => net.Socket;
  prototype.connect = function (this: net.Socket, ...parameters: unknown[]): net.Socket {
    const target = connectionTarget(parameters);
    if (target === null || isLoopback(target.host)) return connect.apply(this, parameters);
    const error = report("connect", `${target.host}:${target.port}`);
    process.nextTick(() => this.destroy(error));
    return this;
  };
}

/** Null for a Unix socket. Node itself passes its arguments on as one array. */
function connectionTarget(parameters: readonly unknown[]): { readonly host: string; readonly port: string } | null {
  const [first, second] = Array.isArray(parameters[0]) ? (parameters[0] as unknown[]) : parameters;
  if (typeof first === "object" && first !== null) {
    const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
    if (typeof path === "string") return null;
    return {
      host: typeof host === "string" && host !== "" ? host : "localhost",
      port: String(port),
    };
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return null;
  return { host: typeof second === "string" ? second : "localhost", port: String(first) };
}

function guardDatagrams(report: Report): void {
  const prototype = dgram.Socket.prototype;
  for (const name of ["send", "connect"] as const) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const original = prototype[name] as unknown as (this: dgram.Socket, ...parameters: unknown[]) => unknown;
    const guarded = function (this: dgram.Socket, ...parameters: unknown[]): unknown {
      const address = datagramAddress(name, parameters);
      if (address === null || isLoopback(address)) return original.apply(this, parameters);
      const error = report("datagram", address);
      const callback = parameters.at(-1);
      process.nextTick(() => {
        if (typeof callback === "function") (callback as Callback)(error);
        else this.emit("error", error);
      });
      return undefined;
    };
    Object.defineProperty(prototype, name, { value: guarded, writable: true, configurable: true });
  }
}

/** The address is the last text among the parameters; a message that is text comes first. Null: connected before, or to this machine. */
function datagramAddress(name: "send" | "connect", parameters: readonly unknown[]): string | null {
  const rest = name === "send" ? parameters.slice(1) : parameters;
  return rest.filter((value) => typeof value === "string").at(-1) ?? null;
}

const lookups = [
  "lookup",
  "lookupService",
  "resolve",
  "resolve4",
  "resolve6",
  "resolveAny",
  "resolveCaa",
  "resolveCname",
  "resolveMx",
  "resolveNaptr",
  "resolveNs",
  "resolvePtr",
  "resolveSoa",
  "resolveSrv",
  "resolveTxt",
  "reverse",
] as const;

function guardLookups(report: Report): void {
  const places: readonly (readonly [object, "callback" | "promise"])[] = [
    [dns, "callback"],
    [dns.promises, "promise"],
    [dns.Resolver.prototype, "callback"],
    [dns.promises.Resolver.prototype, "promise"],
  ];
  for (const [place, style] of places) {
    for (const name of lookups) {
      const original = (place as Record<string, AnyFunction | undefined>)[name];
      if (original !== undefined) guardLookup(place, name, original, style, report);
    }
  }
}

function guardLookup(
  place: object,
  name: string,
  original: AnyFunction,
  style: "callback" | "promise",
  report: Report,
): void {
  const guarded = function (this: unknown, ...parameters: unknown[]): unknown {
    const [asked] = parameters;
    if (typeof asked !== "string" || asked === "" || isLoopback(asked) || isAddress(name, asked)) {
      return (original as (...parameters: unknown[]) => unknown).apply(this, parameters);
    }
    const error = report("lookup", asked);
    if (style === "promise") return Promise.reject(error);
    const callback = parameters.at(-1);
    if (typeof callback !== "function") throw error;
    process.nextTick(() => (callback as Callback)(error));
    return {};
  };
  Object.defineProperty(place, name, { value: guarded, writable: true, configurable: true, enumerable: true });
}

/** Looking an address up asks nobody, and `listen` does it with the one that it binds. What connects there is judged by itself. */
function isAddress(name: string, asked: string): boolean {
  return name === "lookup" && isIP(asked) !== 0;
}

function originOf(stack: string): string {
  const frames = stack.split("\n").slice(1);
  return frames
    .map((frame) => frame.trim().replace(/^at /, ""))
    .filter((frame) => !frame.includes("node:") && !frame.includes("tripwire"))
    .slice(0, 3)
    .join(" < ");
}
