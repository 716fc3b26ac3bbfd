import { isIP } from "node:net";
import { TresorError } from "../../../../shared/errors";

/** Where the user wants to be reached. */
export interface ReachWishes {
  readonly host: string;
  /** `--allow-network`: that other machines are meant. */
  readonly allowNetwork: boolean;
}

/** The addresses to bind: the door for this machine always, the network's only where it is wanted and guarded. */
export interface Reach {
  readonly localHost: string;
  readonly networkHost: string | null;
}

const loopbackHosts: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/**
 * Another address than loopback is a second door beside the one for this machine, so that what runs here notices nothing. It opens only
 * when somebody holds a key, since it lets nobody in without one, and when the user says that it is meant.
 * @throws TresorError `invalid_request` with what is missing
 */
export function planReach({ host, allowNetwork }: ReachWishes, goodKeys: number): Reach {
  const name = host.toLowerCase();
  if (loopbackHosts.has(name)) return { localHost: host, networkHost: null };
  const address = name.replace(/^\[|\]$/g, "");
  const missing = [
    // Finding out what a name leads to would be a way out of this process.
    ...(isIP(address) === 0 ? ["give an address of this machine in place of a name (0.0.0.0 for all of them)"] : []),
    ...(allowNetwork ? [] : ["say that you mean it with --allow-network"]),
    ...(goodKeys > 0 ? [] : ["make a key for who is to use it (tresor keys create --name NAME)"]),
  ];
  if (missing.length === 0) return { localHost: "127.0.0.1", networkHost: address };
  throw new TresorError(
    "invalid_request",
    `--host ${host} opens Tresor to other machines. First ${missing.join(", and ")}.`,
    { field: "host", missing },
  );
}
