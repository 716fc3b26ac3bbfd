import { TresorError } from "../../../shared/errors";
import type { ClientRules } from "../../../shared/shapes/client";
import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";
import type { Ledger } from "./ledger";

export interface RecordedRequestsOptions {
  readonly ledger: Pick<Ledger, "append" | "health">;
  /** Null: a caller without a key of its own. */
  readonly rulesOf: (client: string) => Pick<ClientRules, "stage" | "production"> | null;
  /** Serves nobody while the ledger cannot be written; clients of production are never served then. */
  readonly refuseWithoutLedger: () => boolean;
  /** Null while the user does not want it. */
  readonly hashOf: (prompt: () => string) => string | null;
}

/** Without a key, what is asked stays on this machine. */
const stageWithoutKey = 3;

/** Writes each request's outcome, and lets none begin that must be recorded and cannot be. */
export function recordedRequests(options: RecordedRequestsOptions): InferenceObserver {
  const { ledger, rulesOf, refuseWithoutLedger, hashOf } = options;
  const promptHashes = new WeakMap<AskedRequest, string>();
  return {
    asked: (request, content) => {
      const { health } = ledger;
      const mustRecord = refuseWithoutLedger() || rulesOf(request.client)?.production === true;
      if (!health.ok && mustRecord) {
        throw new TresorError(
          "ledger_unavailable",
          `The ledger cannot be written (${health.reason}), and this client is served only with it. Make room on the disk, or change the setting.`,
        );
      }
      const promptHash = hashOf(() => content.prompt());
      if (promptHash !== null) promptHashes.set(request, promptHash);
    },
    ended: async (outcome, request) => {
      const stage = rulesOf(outcome.client)?.stage ?? stageWithoutKey;
      const promptHash = promptHashes.get(request);
      await ledger.append({ ...requestEntry(outcome, stage), ...(promptHash === undefined ? {} : { promptHash }) });
    },
  };
}

type RequestEntry = Extract<LedgerEntry, { readonly type: "request" }>;

function requestEntry({ reference, model, ...outcome }: RequestOutcome, stage: number): RequestEntry {
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
