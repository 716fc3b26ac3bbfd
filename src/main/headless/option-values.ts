import { InvalidArgumentError } from "commander";
import type { Words } from "./language/en";

/** What an option's text means; each reader throws commander's InvalidArgumentError with what the option takes. */
export interface OptionValues {
  readonly wholeNumber: (least: number, most?: number) => (text: string) => number;
  readonly decimalNumber: (least: number, most: number) => (text: string) => number;
  readonly oneOf: <T extends string>(choices: readonly T[]) => (text: string) => T;
}

export function optionValues({ usage }: Words): OptionValues {
  return {
    wholeNumber: (least, most) => (text) => {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= least && value <= (most ?? Infinity)) return value;
      throw new InvalidArgumentError(usage.wholeNumber(String(least), most === undefined ? null : String(most)));
    },
    decimalNumber: (least, most) => (text) => {
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (value >= least && value <= most) return value;
      throw new InvalidArgumentError(usage.decimalNumber(String(least), String(most)));
    },
    oneOf: (choices) => (text) => {
      const choice = choices.find((candidate) => candidate === text);
      if (choice !== undefined) return choice;
      throw new InvalidArgumentError(usage.oneOf(choices.join(", ")));
    },
  };
}
