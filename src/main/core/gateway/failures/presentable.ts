import { TresorError } from "../../../../shared/errors";

/** A failure as a client may see it: the text of an unforeseen one stays in the log. */
export function presentable(error: TresorError, requestId: string): TresorError {
  if (error.code !== "internal") return error;
  const message = `Tresor failed inside; its log has the cause under the request id ${requestId}.`;
  return new TresorError("internal", message, undefined, { cause: error });
}

/** Seconds for `Retry-After`: as whoever refused has measured them, else a guess; null where trying again later is no cure. */
export function retryAfterSeconds(error: TresorError): number | null {
  if (!error.retryable || (error.status !== 503 && error.status !== 429)) return null;
  const told = error.details?.["retryAfterSeconds"];
  if (typeof told === "number") return Math.max(1, Math.ceil(told));
  return error.code === "insufficient_memory" ? 30 : 2;
}
