import { useEffect, useState } from "react";
import type { Activity, ActivityRange } from "../../../shared/shapes/activity";
import { useServices } from "../../store/window-context";

/** The core writes one stretch in so many. */
const refreshMilliseconds = 10_000;

/** The history of a range, asked for again while the view is open; null before the first answer. */
export function useActivity(range: ActivityRange): Activity | null {
  const { client } = useServices();
  const [activity, setActivity] = useState<Activity | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const ask = () => {
      client
        .activity({ range }, { signal: stop.signal })
        .then((answer) => {
          if (!stop.signal.aborted) setActivity(answer);
        })
        // Without an answer the old charts stay; that the core is silent is said at the top of the window.
        .catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, refreshMilliseconds);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [client, range]);
  return activity?.range === range ? activity : null;
}
