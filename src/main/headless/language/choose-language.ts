import { de } from "./de";
import { en, type Words } from "./en";

export const languageCodes = ["de", "en"] as const;
export type LanguageCode = (typeof languageCodes)[number];

const dictionaries: Readonly<Record<LanguageCode, Words>> = { de, en };

export const isLanguageCode = (value: unknown): value is LanguageCode =>
  (languageCodes as readonly unknown[]).includes(value);

export const wordsOf = (code: LanguageCode): Words => dictionaries[code];

/** The language of the system's messages, in the order in which POSIX asks for it: LC_ALL, LC_MESSAGES, LANG; else English. */
export function systemLanguage(environment: Readonly<Record<string, string | undefined>>): LanguageCode {
  const locale = [environment["LC_ALL"], environment["LC_MESSAGES"], environment["LANG"]].find(
    (value) => value !== undefined && value !== "",
  );
  return locale !== undefined && /^de([_.@-]|$)/i.test(locale) ? "de" : "en";
}
