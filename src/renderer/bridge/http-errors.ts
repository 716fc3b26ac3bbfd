import { isErrorCode, TresorError } from "../../shared/errors";

/** The failure in the body of a control call, whose `error` field has code, message and details. */
export async function errorOfResponse(response: Response): Promise<TresorError> {
  const body: unknown = await response.json().catch(() => null);
  const error = errorOfBody(body);
  if (error !== null) return error;
  return response.status === 401
    ? new TresorError("unauthorized", "The session of this browser is over. Open a new link from the terminal.")
    : new TresorError("internal", `Tresor answered with HTTP ${response.status}.`);
}

/** `{ error: { code, message, details } }`, or the inner object alone; null for anything else. */
export function errorOfBody(body: unknown): TresorError | null {
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : body;
  if (!isRecord(error) || !isErrorCode(error["code"]) || typeof error["message"] !== "string") return null;
  return new TresorError(error["code"], error["message"], isRecord(error["details"]) ? error["details"] : undefined);
}

/** A failure of `fetch` itself: nobody listens there, or the caller went away. */
export function errorOfFetch(thrown: unknown): TresorError {
  if (thrown instanceof TresorError) return thrown;
  if (thrown instanceof Error && thrown.name === "AbortError") {
    return new TresorError("cancelled", "The request was stopped.");
  }
  return new TresorError("not_running", "Tresor does not answer. Start it again: tresor serve.", undefined, {
    cause: thrown,
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
