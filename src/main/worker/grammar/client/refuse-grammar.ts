import { TresorError } from "../../../../shared/errors";

export function malformed(what: string): TresorError {
  return new TresorError("invalid_request", `grammar ${what}.`, { field: "grammar" });
}
