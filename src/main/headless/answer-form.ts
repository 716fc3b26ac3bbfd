import { wrongUsage } from "./failure";
import { isLanguageCode, languageCodes, systemLanguage, wordsOf, type LanguageCode } from "./language/choose-language";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * In which form and language to answer, found before the arguments are parsed, so that a failure of parsing takes that form too.
 * A wrong language is answered in the system's.
 */
export interface AnswerForm {
  readonly json: boolean;
  readonly language: LanguageCode;
}

export function answerFormOf(argv: readonly string[], environment: Environment): AnswerForm {
  const { options, language } = scan(argv, environment);
  return {
    json: options.includes("--json") || isOn(environment["TRESOR_JSON"]),
    language: isLanguageCode(language) ? language : systemLanguage(environment),
  };
}

/** @throws LocalFailure `invalid_request` when the language that was asked for does not exist */
export function checkLanguage(argv: readonly string[], environment: Environment): void {
  const { language } = scan(argv, environment);
  if (language === undefined || language === "" || isLanguageCode(language)) return;
  const { invalidOption, oneOf } = wordsOf(systemLanguage(environment)).usage;
  throw wrongUsage(invalidOption("--lang", language, oneOf(languageCodes.join(", "))), { field: "--lang" });
}

function scan(argv: readonly string[], environment: Environment) {
  const end = argv.indexOf("--");
  const options = end === -1 ? argv : argv.slice(0, end);
  const separate = options.lastIndexOf("--lang");
  const joined = options.findLast((argument) => argument.startsWith("--lang="))?.slice("--lang=".length);
  return { options, language: joined ?? (separate === -1 ? environment["TRESOR_LANG"] : options[separate + 1]) };
}

function isOn(variable: string | undefined): boolean {
  return !["", "0", "false", "no", "off"].includes((variable ?? "").toLowerCase());
}
