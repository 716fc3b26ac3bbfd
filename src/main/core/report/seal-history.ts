import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { ReportFacts } from "../../../shared/shapes/report";
import { EventLog } from "./event-log";

type SealRecord = Extract<LedgerEntry, { readonly type: "seal" }> & { readonly n: number; readonly at: string };

/** What the probes of the workers' seals found. */
export class SealHistory {
  readonly #failed = new EventLog();
  readonly #mechanisms = new Map<string, number>();
  #checks = 0;
  #processes = 0;
  /** The process last probed of each model: a process id may come again, one after the other is another process. */
  readonly #lastProbed = new Map<string, number | null>();

  see({ n, at, reference, pid, enforced, mechanism, evidence }: SealRecord): void {
    this.#checks += 1;
    if (this.#lastProbed.get(reference) !== pid) {
      this.#lastProbed.set(reference, pid);
      this.#processes += 1;
    }
    this.#mechanisms.set(mechanism, (this.#mechanisms.get(mechanism) ?? 0) + 1);
    if (!enforced) {
      this.#failed.add({ record: n, at, event: "notEnforced", details: [reference, mechanism, ...evidence] });
    }
  }

  facts(): ReportFacts["seal"] {
    return {
      checks: this.#checks,
      passed: this.#checks - this.#failed.count,
      processes: this.#processes,
      mechanisms: [...this.#mechanisms].map(([mechanism, checks]) => ({ mechanism, checks })),
      failed: this.#failed.list(),
    };
  }
}
