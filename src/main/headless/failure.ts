import { TresorError, type ErrorDetails } from "../../shared/errors";
import type { Words } from "./language/en";

/** A failure that the command line found itself; its message is in the user's language already. */
export class LocalFailure extends TresorError {}

/** Wrong usage: exit code 2. */
export function wrongUsage(message: string, details?: ErrorDetails): LocalFailure {
  return new LocalFailure("invalid_request", message, details);
}

/** What a person reads: one line, whatever the message holds. */
export function failureLine(error: TresorError, words: Words): string {
  const message = error.message.replace(/\s+/g, " ").trim();
  return `tresor: ${error instanceof LocalFailure ? message : words.failure(error.code, message)}`;
}

/** What a program reads. */
export function failureDocument(error: TresorError): unknown {
  return { error: { code: error.code, message: error.message, details: error.details ?? {} } };
}
