import { useState } from "react";
import { TresorError, type WireError } from "../../shared/errors";

/** Does one thing at a time and keeps why it was refused, to be told in place. */
export function useAttempt(): {
  readonly error: WireError | null;
  readonly working: boolean;
  readonly attempt: (act: () => Promise<void>) => Promise<void>;
} {
  const [error, setError] = useState<WireError | null>(null);
  const [working, setWorking] = useState(false);
  const attempt = async (act: () => Promise<void>) => {
    setWorking(true);
    try {
      await act();
      setError(null);
    } catch (thrown) {
      setError(TresorError.from(thrown).toWire());
    } finally {
      setWorking(false);
    }
  };
  return { error, working, attempt };
}
