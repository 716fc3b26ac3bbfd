import type { Handlers } from "../../../../shared/contract/derive";
import type { ClientBook } from "../../clients/client-book";

export type KeyHandlers = Pick<Handlers, "keys" | "createKey" | "updateKey" | "revokeKey" | "rotateKey">;

export function keyHandlers(clients: ClientBook): KeyHandlers {
  return {
    keys: async () => ({ keys: [...clients.list()] }),
    createKey: async (wish) => await clients.create(wish),
    updateKey: async (change) => await clients.update(change),
    revokeKey: async ({ name }) => await clients.revoke(name),
    rotateKey: async ({ name }) => await clients.rotate(name),
  };
}
