import type { Handlers } from "../../../../shared/contract/derive";
import type { Ledger } from "../../ledger/ledger";
import { ledgerPage } from "../../ledger/ledger-page";
import { fingerprintOf, type SigningKey } from "../../ledger/signing-key";
import { verifyLedger } from "../../ledger/verify-ledger";

export interface LedgerDependencies {
  readonly ledger: Pick<Ledger, "head" | "health" | "anchor" | "append">;
  readonly ledgerFolder: string;
  readonly ledgerKey: Pick<SigningKey, "publicKey">;
}

export type LedgerHandlers = Pick<Handlers, "ledger" | "verifyLedger" | "anchorLedger">;

export function ledgerHandlers({ ledger, ledgerFolder, ledgerKey }: LedgerDependencies): LedgerHandlers {
  return {
    ledger: async (question) => {
      const { health } = ledger;
      return {
        ...(await ledgerPage(ledgerFolder, question)),
        head: ledger.head,
        failing: health.ok ? null : health.reason,
        publicKey: ledgerKey.publicKey,
        keyFingerprint: fingerprintOf(ledgerKey.publicKey),
      };
    },
    verifyLedger: async () => await verifyLedger(ledgerFolder),
    anchorLedger: async () => await ledger.anchor(),
  };
}
