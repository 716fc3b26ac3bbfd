import type { ErrorCode, TresorError } from "../../../../../shared/errors";

/** The error body of OpenAI's API: `{error: {message, type, param, code}}`. */
export function openAiError(error: TresorError) {
  const field = error.details?.["field"];
  return {
    error: {
      message: error.message,
      type: typeOf(error),
      param: typeof field === "string" ? field : null,
      code: codes[error.code] ?? error.code,
    },
  };
}

/** Codes that clients act on under OpenAI's own name: agents shorten a conversation when they read the first. */
const codes: Partial<Record<ErrorCode, string>> = {
  context_exceeded: "context_length_exceeded",
  unauthorized: "invalid_api_key",
  rate_limited: "rate_limit_exceeded",
  budget_exhausted: "insufficient_quota",
};

function typeOf({ status }: TresorError): string {
  if (status === 401) return "authentication_error";
  if (status === 403) return "permission_error";
  if (status === 404) return "not_found_error";
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
}
