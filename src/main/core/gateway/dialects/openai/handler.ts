import type { FastifyReply, FastifyRequest } from "fastify";

/** Answers a request; what it returns is the body, undefined when it has sent one. @throws TresorError */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<object | undefined>;
