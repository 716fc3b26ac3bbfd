import type { Alarm } from "../../../shared/shapes/status";
import type { Unexpected } from "./observe/judge-sockets";

export interface UnexpectedAnswer {
  readonly endsProcess: boolean;
  readonly alarm: Omit<Alarm, "at">;
}

/**
 * A process that has a connection nobody announced is ended, unless the user only wants to see it; our own, and the windows, which are
 * guarded otherwise, are not.
 */
export function answerTo({ pid, kind, endpoint }: Unexpected, mayEnd: boolean): UnexpectedAnswer {
  const endsProcess = mayEnd && (kind === "worker" || kind === "inspector" || kind === "other");
  const what = "A process has a connection that nobody announced";
  const action = endsProcess ? "the process was ended" : "shown";
  return { endsProcess, alarm: { what, process: kind, pid, endpoint, action } };
}
