import type { KnownErrors } from "./client-driver";
import { isOfClass } from "./error-class";

/** The classes of Anthropic's client, whichever version another client brings. */
export const anthropicErrors: KnownErrors = {
  unknownModel: (error) => isOfClass(error, "NotFoundError") && error.message.includes("not_found_error"),
  wrongKey: (error) => isOfClass(error, "AuthenticationError"),
  // Agents look for these very words.
  tooLong: (error) =>
    isOfClass(error, "BadRequestError") && /prompt is too long: \d+ tokens > \d+ maximum/.test(error.message),
};
