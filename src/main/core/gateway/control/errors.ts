import type { TresorError } from "../../../../shared/errors";

/** The error body of the control API, and of whatever belongs to no dialect: `{error: {code, message, details}}`. */
export function controlError(error: TresorError) {
  return { error: error.toWire() };
}
