import { useStore } from "zustand";
import { useServices, useSnapshot } from "../../store/window-context";
import type { AskState } from "./ask-store";

export function useAskState<T>(select: (state: AskState) => T): T {
  return useStore(useServices().ask.state, select);
}

/**
 * The model that the next question goes to, as the core chooses it when none is picked: the first resident, else the first of the
 * library; null when there is none. A pick that has left the library counts no more.
 */
export function useAskedModel(): string | null {
  const chosen = useAskState((state) => state.chosen);
  const models = useSnapshot((snapshot) => snapshot.models);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  if (chosen !== null && models.some(({ reference }) => reference === chosen)) return chosen;
  const ready = residents.find(({ state }) => state === "ready");
  return ready?.reference ?? models[0]?.reference ?? null;
}
