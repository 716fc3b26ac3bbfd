import type { Handlers } from "../../../../shared/contract/derive";
import { TresorError } from "../../../../shared/errors";

export type KeyHandlers = Pick<Handlers, "keys" | "createKey" | "updateKey" | "revokeKey" | "rotateKey">;

export function keyHandlers(): KeyHandlers {
  const notYet = () => Promise.reject(new TresorError("unsupported", "Keys are not built yet."));
  return {
    keys: async () => ({ keys: [] }),
    createKey: notYet,
    updateKey: notYet,
    revokeKey: notYet,
    rotateKey: notYet,
  };
}
