import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { controlError } from "../control/errors";
import { TresorError } from "../../../../shared/errors";
import { newRequestId } from "../request-id";

/** Node's names for what its HTTP parser refuses, with the status that says it; everything else is a 400. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is not HTTP, or never ends, on the bare socket: there is no request to reply to. */
export function refuseBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ""] ?? 400;
  const reason = STATUS_CODES[status] ?? "Bad Request";
  const body = JSON.stringify(
    controlError(new TresorError("invalid_request", `This is not a request that can be read: ${reason}.`)),
  );
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${newRequestId()}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
