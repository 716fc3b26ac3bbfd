import type { Outbound } from "../../src/main/core/downloads/downloads-port";

/** No download runs, and none has. */
export const quiet: Outbound = { jobs: 0, hosts: [], bytesSent: 0 };
