import type { KnownErrors } from "./client-driver";

/** Ollama's client has one class of error, which it does not export: the name and the status are all there is. */
export const ollamaErrors: KnownErrors = {
  unknownModel: (error) => hasStatus(error, 404) && String(error).includes("no-such-model"),
  wrongKey: (error) => hasStatus(error, 401),
  tooLong: (error) => hasStatus(error, 400) && String(error).includes("tokens"),
};

function hasStatus(error: unknown, status: number): boolean {
  return (
    error instanceof Error && error.name === "ResponseError" && "status_code" in error && error.status_code === status
  );
}
