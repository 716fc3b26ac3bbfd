import { randomBytes } from "node:crypto";

/** `req_` and 96 random bits. Always our own: a client's id could repeat or carry content into the log. */
export function newRequestId(): string {
  return `req_${randomBytes(12).toString("hex")}`;
}
