import type { KnownErrors } from "./client-driver";
import { isOfClass } from "./error-class";

/** The classes of OpenAI's client, whichever version another client brings. */
export const openAiErrors: KnownErrors = {
  unknownModel: (error) => isOfClass(error, "NotFoundError") && hasCode(error, "model_not_found"),
  wrongKey: (error) => isOfClass(error, "AuthenticationError"),
  tooLong: (error) => isOfClass(error, "BadRequestError") && hasCode(error, "context_length_exceeded"),
};

function hasCode(error: Error, code: string): boolean {
  return "code" in error && error.code === code;
}
