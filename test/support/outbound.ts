import type { NetworkReach } from "../../src/main/core/sovereignty/sovereignty";
import type { Outbound } from "../../src/main/core/downloads/downloads-port";

/** No download runs, and none has. */
export const quiet: Outbound = { jobs: 0, hosts: [], sources: [], bytesSent: 0 };

/** No other machine reaches Tresor. */
export const unreached: NetworkReach = { address: null, clients: 0 };
