import type { ClientBook } from "../../clients/client-book";
import { rulesOf } from "../../clients/client-rules";
import type { CallerKeys } from "../gateway-port";

/** The clients with keys as the gateway asks for them. */
export function callerKeys(clients: Pick<ClientBook, "authenticate">, localWithoutKey: () => boolean): CallerKeys {
  return {
    find: (key) => {
      const client = clients.authenticate(key);
      return client === null ? null : { ...rulesOf(client), client: client.name };
    },
    localWithoutKey,
  };
}
