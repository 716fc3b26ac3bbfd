import { z } from "zod";
import { TresorError } from "../../../../shared/errors";

/**
 * Fields of a client's body. Each is optional, null means absent (clients send null for what they leave open), and its message
 * completes the sentence that begins with the field's name.
 */
export const text = () => optional(z.string("must be a string"));
export const flag = () => optional(z.boolean("must be true or false"));

export const numberBetween = (least: number, most: number) => {
  const message = `must be a number from ${least} to ${most}`;
  return optional(z.number(message).min(least, message).max(most, message));
};

export const wholeNumberBetween = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return optional(z.number(message).int(message).min(least, message).max(most, message));
};

/** What clients mean by a seed: any whole number; a negative one asks for a random seed. The engine takes 32 bits. */
export const seed = () =>
  wholeNumberBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).transform((value) =>
    value === undefined || value < 0 ? undefined : value % 2 ** 32,
  );

/** How many tokens to generate at most; peers take −1 (and −2) for "no limit". */
export const tokenLimit = () =>
  wholeNumberBetween(-2, Number.MAX_SAFE_INTEGER).transform((value) =>
    value === undefined || value < 0 ? undefined : value,
  );

/** How long the model may think, in tokens; −1 for "no limit". */
export const tokenBudget = () => wholeNumberBetween(-1, Number.MAX_SAFE_INTEGER);

const mostStops = 16;
const longestStop = 1_000;

/** One string or several; empty ones would stop at once and are dropped. */
export const stops = () => {
  const message = `must be a string or an array of at most ${mostStops} strings of at most ${longestStop} characters`;
  return z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : (value ?? [])),
      z
        .array(z.string(message).max(longestStop, message), message)
        .max(mostStops, message)
        .transform((given) => given.filter((stop) => stop !== "")),
    )
    .meta({ type: ["string", "array", "null"] });
};

/** Whatever it is, the route judges it. */
export const anything = () => z.unknown().optional();

function optional<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Reads the fields of a body; unknown ones are ignored. @throws TresorError `invalid_request` naming the field */
export function readFields<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidField(issue?.path.join(".") ?? "body", issue?.message ?? "is not valid");
}

/** `fault` completes the sentence: `must be a string`. */
export function invalidField(field: string, fault: string): TresorError {
  return new TresorError("invalid_request", `${field} ${fault}.`, { field });
}

/** `fault` completes the sentence: `is not supported; …`. */
export function unsupportedField(field: string, fault: string): TresorError {
  return new TresorError("unsupported", `${field} ${fault}.`, { field });
}
