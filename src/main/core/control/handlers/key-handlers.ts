import type { Handlers } from "../../../../shared/contract/derive";
import type { LedgerEntry } from "../../../../shared/shapes/ledger";
import type { ClientBook } from "../../clients/client-book";

export type KeyHandlers = Pick<Handlers, "keys" | "createKey" | "updateKey" | "revokeKey" | "rotateKey">;

/** What changes who may come in is recorded once it holds, with the name of who did it. */
export function keyHandlers(clients: ClientBook, record: (entry: LedgerEntry) => void): KeyHandlers {
  const recorded = <Result>(result: Result, event: string, client: string, by: string): Result => {
    record({ type: "key", event, client, by });
    return result;
  };
  return {
    keys: async () => ({ keys: [...clients.list()] }),
    createKey: async (wish, { client }) => recorded(await clients.create(wish), "created", wish.name, client),
    updateKey: async (change, { client }) => recorded(await clients.update(change), "updated", change.name, client),
    revokeKey: async ({ name }, { client }) => recorded(await clients.revoke(name), "revoked", name, client),
    rotateKey: async ({ name }, { client }) => recorded(await clients.rotate(name), "rotated", name, client),
  };
}
