import { TresorError } from "../../../../shared/errors";

/** What fastify and Node throw while they read a request, as our own failures. Fastify names its codes in its error reference. */
export function fromFramework(thrown: unknown, bodyLimitBytes: number): TresorError {
  if (thrown instanceof TresorError) return thrown;
  const { code, statusCode } = thrown as { readonly code?: unknown; readonly statusCode?: unknown };
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new TresorError("body_too_large", `The body is larger than ${bodyLimitBytes} bytes; send a smaller one.`, {
      limitBytes: bodyLimitBytes,
    });
  }
  const isRequestsFault = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500;
  if (isRequestsFault && thrown instanceof Error) return new TresorError("invalid_request", `${thrown.message}.`);
  return TresorError.from(thrown);
}
