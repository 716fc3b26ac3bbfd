import { useSyncExternalStore } from "react";
import { isDashboardView, type DashboardView } from "../../../shared/contract/bridge";

/** The view that the page's hash names; residency when it names none. */
export function useView(): DashboardView {
  return useSyncExternalStore(subscribe, currentView, () => "residency");
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => {
    window.removeEventListener("hashchange", listener);
  };
}

function currentView(): DashboardView {
  const name = window.location.hash.slice(1);
  return isDashboardView(name) ? name : "residency";
}
