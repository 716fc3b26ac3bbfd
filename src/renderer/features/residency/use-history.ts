import { useEffect, useState } from "react";
import type { ResidencyEvent } from "../../../shared/shapes/resident";
import { useServices, useSnapshot } from "../../store/window-context";

/** Residency's history, newest first; asked for again whenever a resident comes, goes, changes its state or its pin. */
export function useHistory(): readonly ResidencyEvent[] {
  const { client } = useServices();
  const [history, setHistory] = useState<readonly ResidencyEvent[]>([]);
  const shape = useSnapshot(({ residents }) =>
    residents.map(({ reference, state, pinned }) => `${reference} ${state} ${String(pinned)}`).join("\n"),
  );
  useEffect(() => {
    const stop = new AbortController();
    client
      .ps({ history: true }, { signal: stop.signal })
      .then((answer) => {
        if (!stop.signal.aborted) setHistory(answer.history ?? []);
      })
      // Without an answer the old list stays; that the core is silent is said at the top of the window.
      .catch(() => undefined);
    return () => {
      stop.abort();
    };
  }, [client, shape]);
  return history;
}
