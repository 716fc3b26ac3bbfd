import { useEffect } from "react";
import { useWindowState } from "./window-context";

/** Forces light or dark where the setting says so; else the system decides. */
export function useDocumentAppearance(): void {
  const appearance = useWindowState(({ snapshot }) => snapshot?.settings.appearance ?? "system");
  useEffect(() => {
    if (appearance === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = appearance;
  }, [appearance]);
}
