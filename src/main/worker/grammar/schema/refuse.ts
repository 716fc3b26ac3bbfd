import { TresorError } from "../../../../shared/errors";

/** A schema that is right but cannot be kept to; `field` is the path of the keyword. */
export function refuse(field: string, what: string): TresorError {
  return new TresorError("unsupported", `${field} ${what}.`, { field });
}

/** A schema that is wrong. */
export function wrong(field: string, what: string): TresorError {
  return new TresorError("invalid_request", `${field} ${what}.`, { field });
}
