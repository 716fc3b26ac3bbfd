import type { TresorError } from "../../../../shared/errors";
import type { Logger } from "../../kernel/logger";

/** Ours go into the log as errors, the client's as information, and a client that went away is nothing to tell. */
export function logFailure(logger: Logger, requestId: string, error: TresorError): void {
  const { code, status } = error;
  if (code === "cancelled") logger.debug({ requestId, code }, "request cancelled");
  else if (code === "internal") logger.error({ requestId, code, stack: error.stack }, "request failed inside");
  else if (status >= 500) logger.error({ requestId, code, reason: error.message }, "request failed");
  else logger.info({ requestId, code }, "request refused");
}
