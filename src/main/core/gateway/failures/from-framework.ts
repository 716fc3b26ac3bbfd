import { TresorError } from "../../../../shared/errors";

/** What fastify and Node throw while they read a request, as our own failures. Fastify names its codes in its error reference. */
export function fromFramework(thrown: unknown): TresorError {
  if (thrown instanceof TresorError) return thrown;
  const { statusCode } = thrown as { readonly statusCode?: unknown };
  const isRequestsFault = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500;
  if (isRequestsFault && thrown instanceof Error) return new TresorError("invalid_request", `${thrown.message}.`);
  return TresorError.from(thrown);
}
