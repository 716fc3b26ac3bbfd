import { useState } from "react";
import type { WireError } from "../../../shared/errors";
import type { LedgerVerdict } from "../../../shared/shapes/ledger";
import { useAttempt } from "../../store/use-attempt";
import { useServices } from "../../store/window-context";

export interface Verification {
  /** The last verdict in this window; null before the first. */
  readonly verified: { readonly verdict: LedgerVerdict; readonly at: number } | null;
  readonly error: WireError | null;
  readonly working: boolean;
  readonly verify: () => Promise<void>;
}

export function useVerification(): Verification {
  const { client } = useServices();
  const [verified, setVerified] = useState<Verification["verified"]>(null);
  const { error, working, attempt } = useAttempt();
  const verify = async () => {
    await attempt(async () => {
      const verdict = await client.verifyLedger({});
      setVerified({ verdict, at: Date.now() });
    });
  };
  return { verified, error, working, verify };
}
