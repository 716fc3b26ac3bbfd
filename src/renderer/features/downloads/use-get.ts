import { useState } from "react";
import { TresorError, type WireError } from "../../../shared/errors";
import { useServices } from "../../store/window-context";

export interface Getting {
  /** Asked for, and not yet on the list of downloads. */
  readonly starting: boolean;
  /** Why it did not begin; what fails later is told in the download's own row. */
  readonly error: WireError | null;
  /** Resolves to whether it has begun. */
  readonly get: (source: string) => Promise<boolean>;
  readonly dismiss: () => void;
}

/** Asks the core to bring a model. The download is the core's from its first piece on and goes on without this window. */
export function useGet(): Getting {
  const { client } = useServices();
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return {
    starting,
    error,
    get: async (source) => {
      setStarting(true);
      setError(null);
      try {
        const pieces = client.pull({ source })[Symbol.asyncIterator]();
        await pieces.next();
        void follow(pieces);
        return true;
      } catch (thrown) {
        setError(TresorError.from(thrown).toWire());
        return false;
      } finally {
        setStarting(false);
      }
    },
    dismiss: () => {
      setError(null);
    },
  };
}

/** Reads on to the end, so that the stream does not stand still; the row of the download tells how it goes. */
async function follow(pieces: AsyncIterator<unknown>): Promise<void> {
  try {
    while ((await pieces.next()).done !== true);
  } catch {
    // Told in the row.
  }
}
