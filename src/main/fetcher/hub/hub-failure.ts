import { TresorError } from "../../../shared/errors";

/**
 * What the hub means by a refusal. It answers 401 for what does not exist as well as for what is private.
 *
 * @param errorCode the hub's X-Error-Code
 * @param subject what was asked for: a repository, a file in it
 */
export function hubFailure(
  status: number,
  errorCode: string | string[] | undefined,
  subject: string,
  host: string,
): TresorError {
  if (errorCode === "GatedRepo") {
    return new TresorError("hub_refused", `${subject} is given only to those who accepted its terms at ${host}.`);
  }
  if (errorCode === "RepoNotFound") {
    return new TresorError("source_not_found", `${subject} is not at ${host}, or is private and wants a token.`);
  }
  if (status === 404 || status === 410) return new TresorError("source_not_found", `${subject} is not at ${host}.`);
  if (status === 401 || status === 403) {
    return new TresorError(
      "hub_refused",
      `${host} refuses ${subject} (${status}): it does not exist, or wants a token.`,
    );
  }
  return new TresorError("download_failed", `${host} answers ${status} for ${subject}.`);
}
