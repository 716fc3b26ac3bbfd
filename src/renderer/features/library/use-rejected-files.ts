import { useEffect, useState } from "react";
import type { RejectedFile } from "../../../shared/shapes/model";
import { useServices, useSnapshot } from "../../store/window-context";

export interface RejectedFiles {
  readonly files: readonly RejectedFile[];
  /** Looks into the models folders again. */
  readonly rescan: () => Promise<void>;
}

/** The files in the models folders that were refused; asked for again whenever the library changes. */
export function useRejectedFiles(): RejectedFiles {
  const { client } = useServices();
  const models = useSnapshot((snapshot) => snapshot.models);
  const [files, setFiles] = useState<readonly RejectedFile[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    client
      .list({}, { signal: stop.signal })
      .then(({ rejected }) => {
        if (!stop.signal.aborted) setFiles(rejected);
      })
      // As with the history: silence of the core is said at the top of the window.
      .catch(() => undefined);
    return () => {
      stop.abort();
    };
  }, [client, models]);
  return {
    files,
    rescan: async () => {
      const { rejected } = await client.rescan({});
      setFiles(rejected);
    },
  };
}
