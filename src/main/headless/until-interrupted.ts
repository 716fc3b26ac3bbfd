import { TresorError } from "../../shared/errors";
import type { Session } from "./session";

/** @throws TresorError `cancelled` at Ctrl-C; the work itself is left to end with the process */
export async function untilInterrupted<T>(
  { interruption }: Pick<Session, "interruption">,
  work: Promise<T>,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const stop = () => reject(new TresorError("cancelled", "The command was interrupted."));
    if (interruption.aborted) stop();
    interruption.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => interruption.removeEventListener("abort", stop));
  });
}
