import type { FastifyReply } from "fastify";

/**
 * Sends the headers of a stream at once. From here on the response is the caller's: fastify sends nothing more, and the access
 * log still sees its end.
 */
export function sendStreamHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
  reply.headers({ "cache-control": "no-store", ...headers }).hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.writeHead(200);
  reply.raw.flushHeaders();
}
