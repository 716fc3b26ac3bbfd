import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { ClientUse, ReportedModel, ReportFacts } from "../../../shared/shapes/report";

type RequestEntry = Extract<LedgerEntry, { readonly type: "request" }>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type UsedModel = Omit<ReportedModel, "onDisk">;

/** What was asked: by whom, of which model, and how it ended. */
export class RequestCounts {
  readonly #clients = new Map<string, Writable<ClientUse>>();
  readonly #models = new Map<string, Writable<UsedModel>>();
  readonly #codes = new Map<string, number>();

  see(request: RequestEntry): void {
    const { client, stage, outcome, code, promptTokens, completionTokens, reference, digest } = request;
    const use = this.#use(client, stage);
    use.requests += 1;
    use[outcome] += 1;
    use.promptTokens += promptTokens;
    use.completionTokens += completionTokens;
    if (code !== null) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    if (reference !== null) this.seeModel(reference, digest).requests += 1;
  }

  /** A model that was in memory counts, also where nobody has asked it. */
  seeModel(reference: string, digest: string | null): Writable<UsedModel> {
    const key = `${reference} ${digest ?? ""}`;
    const model = this.#models.get(key) ?? { reference, digest, requests: 0 };
    this.#models.set(key, model);
    return model;
  }

  requests(): ReportFacts["requests"] {
    const clients = [...this.#clients.values()].sort((one, other) => other.requests - one.requests);
    const atStage: Record<string, number> = {};
    for (const { stage, requests } of clients) atStage[stage] = (atStage[stage] ?? 0) + requests;
    return { total: clients.reduce((sum, { requests }) => sum + requests, 0), atStage, clients };
  }

  codes(): ReportFacts["codes"] {
    return [...this.#codes].map(([code, count]) => ({ code, count })).sort((one, other) => other.count - one.count);
  }

  /** A load may be recorded before a file's digest is known: such a row says nothing that another of that name does not. */
  models(): readonly UsedModel[] {
    const all = [...this.#models.values()];
    return all
      .filter(
        ({ reference, digest, requests }) =>
          digest !== null ||
          requests > 0 ||
          !all.some((other) => other.reference === reference && other.digest !== null),
      )
      .sort((one, other) => other.requests - one.requests);
  }

  #use(client: string, stage: number): Writable<ClientUse> {
    const key = `${stage} ${client}`;
    const counts = { requests: 0, done: 0, failed: 0, cancelled: 0, promptTokens: 0, completionTokens: 0 };
    const use = this.#clients.get(key) ?? { client, stage, ...counts };
    this.#clients.set(key, use);
    return use;
  }
}
