import type { FastifyInstance, FastifyRequest } from "fastify";
import { BodyRoom, readBody } from "./read-body";
import { parseJsonDocument, parseJsonObject } from "./json-document";

/** For all bodies that arrive at the same time: thousands of clients must not fill the memory with requests that never end. */
const roomBytes = 256 * 2 ** 20;

/**
 * Bodies arrive as text whatever their content type says: `curl -d` declares a form, some clients declare nothing. A form that
 * a foreign web page posts never gets here, since it comes with its Origin. Routes parse the text themselves, so that an unknown
 * route is 404 whatever was sent to it.
 */
export function takeBodiesAsText(server: FastifyInstance, limitBytes: number): void {
  const room = new BodyRoom(Math.max(roomBytes, limitBytes));
  server.addHook("onRequest", async (request) => {
    // A content type that fastify cannot read would be refused before our parser sees it.
    delete request.raw.headers["content-type"];
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", async (request: FastifyRequest) => await readBody(request.raw, limitBytes, room));
}

/** @throws TresorError `malformed_json`, `invalid_request` */
export function bodyObject(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return parseJsonObject(textOf(request));
}

/** The JSON value of a body; undefined when there is none. @throws TresorError `malformed_json`, `invalid_request` */
export function bodyDocument(request: FastifyRequest): unknown {
  const text = textOf(request);
  return text === "" ? undefined : parseJsonDocument(text);
}

function textOf({ body }: FastifyRequest): string {
  return typeof body === "string" ? body : "";
}
