import type { TresorError } from "../../../../../shared/errors";
import { contextWords } from "../../failures/context-words";

/** The error body of Anthropic's API, also of an `error` event in a stream. */
export function anthropicError(error: TresorError, requestId: string) {
  const code = error.details?.["errorCode"];
  return {
    type: "error",
    error: {
      type: typeOf(error),
      message: contextWords(error) ?? error.message,
      ...(typeof code === "string" ? { details: { error_code: code } } : {}),
    },
    request_id: requestId,
  };
}

const types: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  503: "overloaded_error",
  504: "timeout_error",
};

function typeOf({ status }: TresorError): string {
  return types[status] ?? (status < 500 ? "invalid_request_error" : "api_error");
}
