import { useAttempt } from "../../store/use-attempt";
import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { InlineError } from "../shell/InlineError";

/** The alarms that nobody has acknowledged: when, who, whereto, and what was done. */
export function AlarmList() {
  const alarms = useSnapshot((snapshot) => snapshot.status.sovereignty.alarms);
  const { client } = useServices();
  const { words, format } = useLanguage();
  const now = useNow();
  const { error, working, attempt } = useAttempt();
  const text = words.alarms;
  if (alarms.length === 0) return null;
  return (
    <section className="alarm-list" role="alert" data-testid="alarms">
      <h2>{text.title}</h2>
      <ul>
        {alarms.map(({ at, what, process, pid, endpoint, action }) => (
          <li key={`${at} ${what} ${pid ?? ""}`}>
            <b>{what}</b>{" "}
            {[
              endpoint === null ? null : text.to(endpoint),
              process === null ? null : text.process(process, String(pid ?? "–")),
              action,
              format.age(at, now),
            ]
              .filter((part) => part !== null)
              .join(", ")}
          </li>
        ))}
      </ul>
      <InlineError error={error} />
      <Button
        kind="outlined"
        disabled={working}
        data-testid="acknowledge"
        title={text.stay}
        onClick={() =>
          void attempt(async () => {
            await client.acknowledgeAlarms({});
          })
        }
      >
        {text.acknowledge}
      </Button>
    </section>
  );
}
