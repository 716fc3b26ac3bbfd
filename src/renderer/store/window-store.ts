import { createStore, type StoreApi } from "zustand/vanilla";
import { initialWindowState, type WindowState } from "./window-state";

export type WindowStore = StoreApi<WindowState>;

export const createWindowStore = (now: number): WindowStore => createStore(() => initialWindowState(now));
