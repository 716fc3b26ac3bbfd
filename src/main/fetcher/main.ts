import type { FromFetcher, ToFetcher } from "../core/downloads/fetcher-protocol";
import { FetchSession } from "./fetch-session";

// Entry of the fetcher process: one outbound job, then it ends. The only process that may leave the machine.

// What has come is on the disk, and the journal says what of it is certain: there is nothing to tidy up.
process.on("disconnect", () => process.exit(0));
// A Ctrl-C in the terminal reaches the whole process group; the core decides what becomes of its downloads.
process.on("SIGINT", () => undefined);

let sent: Promise<void> = Promise.resolve();
const session = new FetchSession(send, process.env, () => {
  // What was sent last arrives before the channel closes, and with it this process.
  void sent.then(() => process.exit(0));
});
process.on("message", (message) => session.handle(message as ToFetcher));
send({ type: "ready" });

function send(message: FromFetcher): void {
  // A failure means that the parent is gone; "disconnect" ends this process.
  sent = new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
