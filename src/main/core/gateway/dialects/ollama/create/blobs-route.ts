import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { TresorError } from "../../../../../../shared/errors";
import { progressing } from "../../../body/progressing";
import { managingCaller } from "../../../control/manage-models";
import type { GatewayContext } from "../../../gateway-context";
import { allowLongUpload } from "../../../reach/long-uploads";

interface BlobParameters {
  readonly Params: { readonly digest: string };
}

/** `HEAD` and `POST /api/blobs/{digest}`: the files of a model that is to be created. Bodies are streams here, of any length. */
export async function blobRoutes(scope: FastifyInstance, context: GatewayContext): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  scope.head<BlobParameters>("/api/blobs/:digest", async (request, reply) => {
    managingCaller(context, request, reply);
    if (await context.blobs.has(request.params.digest)) return await reply.send();
    throw new TresorError("model_not_found", "This file was not sent yet.");
  });

  scope.post<BlobParameters>("/api/blobs/:digest", async (request, reply) => {
    const { signal } = managingCaller(context, request, reply);
    const { digest } = request.params;
    const { body } = request as { readonly body?: Readable };
    if (await context.blobs.has(digest)) {
      body?.resume();
      return await reply.code(200).send();
    }
    const length = Number(request.headers["content-length"]);
    allowLongUpload(request.raw);
    // After a failure the rest of a body stays unread, so nothing else can follow on this connection.
    reply.header("connection", "close");
    const content = progressing(body ?? nothing(), context.pace.uploadStalledMilliseconds);
    await context.blobs.receive(digest, content, Number.isSafeInteger(length) ? length : null, signal);
    reply.removeHeader("connection");
    return await reply.code(201).send();
  });
}

async function* nothing(): AsyncGenerator<Uint8Array, void, void> {
  // A body of length 0 is none.
}
