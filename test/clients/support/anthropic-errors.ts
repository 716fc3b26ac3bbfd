import type { KnownErrors } from "./client-driver";

type ErrorClass = new (...values: never[]) => Error;

/** The classes of one version of Anthropic's client; others bring their own. */
interface AnthropicClasses {
  readonly NotFoundError: ErrorClass;
  readonly AuthenticationError: ErrorClass;
  readonly BadRequestError: ErrorClass;
}

export function anthropicErrors(classes: AnthropicClasses): KnownErrors {
  return {
    unknownModel: (error) => error instanceof classes.NotFoundError && error.message.includes("not_found_error"),
    wrongKey: (error) => error instanceof classes.AuthenticationError,
    // Agents look for these very words.
    tooLong: (error) =>
      error instanceof classes.BadRequestError && /prompt is too long: \d+ tokens > \d+ maximum/.test(error.message),
  };
}
