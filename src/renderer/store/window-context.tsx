import { createContext, use, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Connection } from "../bridge/connect";
import type { Snapshot } from "../../shared/shapes/snapshot";
import type { AskStore } from "../features/ask/ask-store";
import { languageOf, type Language } from "../language/language";
import type { Actions } from "./actions";
import type { WindowState } from "./window-state";
import type { WindowStore } from "./window-store";

/** What every component of a window may use; made once, in start-window.tsx. */
export interface WindowServices extends Connection {
  readonly store: WindowStore;
  readonly actions: Actions;
  readonly ask: AskStore;
  readonly systemLanguage: string;
}

const WindowContext = createContext<WindowServices | null>(null);

export function WindowProvider({ services, children }: { services: WindowServices; children: ReactNode }) {
  return <WindowContext value={services}>{children}</WindowContext>;
}

export function useServices(): WindowServices {
  const services = use(WindowContext);
  if (services === null) throw new Error("A component of a window is rendered outside its WindowProvider.");
  return services;
}

export function useWindowState<T>(select: (state: WindowState) => T): T {
  return useStore(useServices().store, select);
}

/** A part of the snapshot; only below a frame that waits for the first one. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T): T {
  return useWindowState(({ snapshot }) => {
    if (snapshot === null) throw new Error("A component that needs the snapshot is rendered before there is one.");
    return select(snapshot);
  });
}

export function useLanguage(): Language {
  const { systemLanguage } = useServices();
  const setting = useWindowState(({ snapshot }) => snapshot?.settings.language ?? "system");
  return languageOf(setting, systemLanguage);
}

/** The window's clock; renders once a second. */
export const useNow = (): number => useWindowState(({ now }) => now);
