import type { Settings } from "../../shared/shapes/settings";
import { de } from "./de";
import { en, type Words } from "./en";
import { createFormat, type Format, type LanguageCode } from "./format";

/** Words and figures of one language. */
export interface Language {
  readonly code: LanguageCode;
  readonly words: Words;
  readonly format: Format;
}

const languages: Readonly<Record<LanguageCode, Language>> = {
  en: { code: "en", words: en, format: createFormat("en") },
  de: { code: "de", words: de, format: createFormat("de") },
};

/** The setting decides; `system` follows the system's language, and English stands in for what is not translated. */
export function languageOf(setting: Settings["language"], systemLanguage: string): Language {
  if (setting !== "system") return languages[setting];
  return systemLanguage.toLowerCase().startsWith("de") ? languages.de : languages.en;
}
