import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

const uploading = new WeakMap<Socket, IncomingMessage>();

/** Lets this request's body take longer than others may. Its route bounds it instead. */
export function allowLongUpload(request: IncomingMessage): void {
  uploading.set(request.socket, request);
}

/** Node tells once of a request that has taken too long, and leaves it to us what becomes of it. */
export function isLongUpload(error: { readonly code?: string }, socket: Socket): boolean {
  const request = uploading.get(socket);
  return error.code === "ERR_HTTP_REQUEST_TIMEOUT" && request !== undefined && !request.complete;
}
