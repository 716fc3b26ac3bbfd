import { TresorError } from "../../../shared/errors";
import type { ClientRules } from "../../../shared/shapes/client";
import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { InferenceObserver, RequestOutcome } from "../inference/request-outcome";
import type { Ledger } from "./ledger";

/**
 * Writes each request's outcome. `mustRecord`: this client is served only while the ledger can be written. `stageOf`: what its data may
 * do.
 */
export function recordedRequests(
  ledger: Pick<Ledger, "append" | "health">,
  mustRecord: (client: string) => boolean,
  stageOf: (client: string) => ClientRules["stage"],
): InferenceObserver {
  return {
    asked: ({ client }) => {
      const { health } = ledger;
      if (health.ok || !mustRecord(client)) return;
      throw new TresorError(
        "ledger_unavailable",
        `The ledger cannot be written (${health.reason}), and this client is served only with it. Make room on the disk, or change the setting.`,
      );
    },
    ended: async (outcome) => {
      await ledger.append(entryOf(outcome, stageOf(outcome.client)));
    },
  };
}

function entryOf({ reference, model, ...outcome }: RequestOutcome, stage: ClientRules["stage"]): LedgerEntry {
  const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
  return {
    type: "request",
    ...outcome,
    asked: reference ?? null,
    reference: model?.reference ?? null,
    digest: model?.digest ?? null,
    stage,
    queuedMilliseconds: rounded(outcome.queuedMilliseconds),
    prefillMilliseconds: rounded(outcome.prefillMilliseconds),
    decodeMilliseconds: rounded(outcome.decodeMilliseconds),
    totalMilliseconds: rounded(outcome.totalMilliseconds),
  };
}
