import type { FromFetcher } from "../core/downloads/fetcher-protocol";

// Entry of the fetcher process: one outbound job, then it ends. The only process that may leave the machine.

process.on("disconnect", () => process.exit(0));
send({ type: "ready" });

function send(message: FromFetcher): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
