import type { TresorError } from "../../shared/errors";

/** Other programs drive the command line by these; a number never changes its meaning. */
export const exitCodes = {
  done: 0,
  /** The answer is no: not found, does not fit, not in order. */
  no: 1,
  wrongUsage: 2,
  notRunning: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(error: TresorError): ExitCode {
  if (error.code === "invalid_request") return exitCodes.wrongUsage;
  if (error.code === "not_running") return exitCodes.notRunning;
  return exitCodes.no;
}
