import { generateKeyPairSync } from "node:crypto";
import { systemClock } from "../../src/main/core/kernel/clock";
import { createLogger } from "../../src/main/core/kernel/logger";
import { Ledger, type LedgerOptions } from "../../src/main/core/ledger/ledger";
import { signingKey } from "../../src/main/core/ledger/signing-key";

/** Opens a ledger that keeps everything, with a key of its own; tests say only what matters to them. */
export async function openTestLedger(options: Pick<LedgerOptions, "folder"> & Partial<LedgerOptions>): Promise<Ledger> {
  return await Ledger.open({
    key: signingKey(generateKeyPairSync("ed25519").privateKey),
    clock: systemClock,
    logger: createLogger({ level: "silent" }),
    retention: () => ({ keptMilliseconds: null, keptBytes: null }),
    ...options,
  });
}
