import { TresorError } from "../../shared/errors";

export interface FailureOutlets {
  /** Standard error, one line. */
  readonly write: (line: string) => void;
  /** A native dialog that waits for the user; null where nobody is there to answer it. */
  readonly showDialog: ((title: string, message: string) => void) | null;
}

/** Says why the app does not start and what to do: never a stack trace. */
export function reportStartFailure(thrown: unknown, { write, showDialog }: FailureOutlets): void {
  const { code, message } = TresorError.from(thrown);
  write(`tresor: ${message} (${code})\n`);
  showDialog?.("Tresor cannot start", `${message}\n\n${code}`);
}
