import { TresorError } from "../../../shared/errors";

/** What the file system refused, as an error that says what to do. `doing` completes the sentence: `cannot be written`. */
export function fileFailure(error: unknown, path: string, doing: string): TresorError {
  if (error instanceof TresorError) return error;
  const { code } = error as NodeJS.ErrnoException;
  switch (code ?? "") {
    case "ENOSPC":
    case "EDQUOT":
      return new TresorError(
        "disk_full",
        `The disk of ${path} is full; make room and try again.`,
        { path },
        { cause: error },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new TresorError(
        "not_allowed",
        `${path} ${doing} (${code}); change the folder's permissions, or do it by hand.`,
        { path },
        { cause: error },
      );
    default:
      return TresorError.from(error);
  }
}
