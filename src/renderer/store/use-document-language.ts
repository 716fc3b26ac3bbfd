import { useEffect } from "react";
import { useLanguage } from "./window-context";

/** Keeps `<html lang>` at the language of the words, for hyphenation and screen readers. */
export function useDocumentLanguage(): void {
  const { code } = useLanguage();
  useEffect(() => {
    document.documentElement.lang = code;
  }, [code]);
}
