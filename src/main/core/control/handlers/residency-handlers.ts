import type { Handlers } from "../../../../shared/contract/derive";
import type { Residency } from "../../residency/residency-port";

export type ResidencyHandlers = Pick<Handlers, "ps" | "load" | "unload" | "pin" | "unpin">;

/** `plan` answers a load that is only to be tried. */
export function residencyHandlers(residency: Residency, plan: Handlers["plan"]): ResidencyHandlers {
  return {
    ps: async ({ history }) => ({
      residents: [...residency.residents()],
      ...(history ? { history: [...residency.history()] } : {}),
    }),
    load: async ({ dryRun, ...wish }, caller) =>
      dryRun ? await plan(wish, caller) : await residency.load(wish.reference, { ...wish, signal: caller.signal }),
    unload: async ({ reference }, { client }) => await residency.unload(reference, `unloaded by ${client}`),
    pin: async ({ reference }) => await residency.pin(reference),
    unpin: async ({ reference }) => await residency.unpin(reference),
  };
}
