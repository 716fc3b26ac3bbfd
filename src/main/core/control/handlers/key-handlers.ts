import type { Handlers } from "../../../../shared/contract/derive";
import type { ClientBook } from "../../clients/client-book";
import type { Ledger } from "../../ledger/ledger";

export type KeyHandlers = Pick<Handlers, "keys" | "createKey" | "updateKey" | "revokeKey" | "rotateKey">;

/** Each change of a key is recorded before it is acknowledged. */
export function keyHandlers(clients: ClientBook, ledger: Pick<Ledger, "append">): KeyHandlers {
  const record = async <T extends { readonly name: string }>(event: string, by: string, changed: T): Promise<T> => {
    await ledger.append({ type: "key", event, client: changed.name, by });
    return changed;
  };
  return {
    keys: async () => ({ keys: [...clients.list()] }),
    createKey: async (wish, { client }) => await record("created", client, await clients.create(wish)),
    updateKey: async (change, { client }) => await record("changed", client, await clients.update(change)),
    revokeKey: async ({ name }, { client }) => await record("revoked", client, await clients.revoke(name)),
    rotateKey: async ({ name }, { client }) => await record("rotated", client, await clients.rotate(name)),
  };
}
