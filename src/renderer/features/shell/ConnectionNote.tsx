import { useLanguage, useWindowState } from "../../store/window-context";

/** Says that the figures are old while the core does not answer, since when, and why. */
export function ConnectionNote() {
  const connection = useWindowState((state) => state.connection);
  const now = useWindowState((state) => state.now);
  const { words, format } = useLanguage();
  if (connection.status !== "stale") return null;
  return (
    <p className="connection-note" role="status">
      <b>{words.state.staleSince(format.time(connection.since, now))}</b>{" "}
      {connection.error?.code === "unauthorized" ? words.state.sessionOver : connection.error?.message}
    </p>
  );
}
