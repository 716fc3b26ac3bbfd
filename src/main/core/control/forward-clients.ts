import type { ClientBook } from "../clients/client-book";
import type { EventHub } from "./event-hub";
import { LatestByKey } from "./latest-by-key";

const intervalMilliseconds = 1_000;

/** Tells who has keys and what they use, at most once a second. Returns the function that ends it. */
export function forwardClients(hub: EventHub, clients: Pick<ClientBook, "list" | "onChange">): () => void {
  // The list is made when it is passed on: it changes with every token of an answer.
  const pace = new LatestByKey<() => void>(intervalMilliseconds, (tell) => tell());
  const stop = clients.onChange(() => pace.push("clients", () => hub.emit("clients", { keys: [...clients.list()] })));
  return () => {
    stop();
    pace.dispose();
  };
}
