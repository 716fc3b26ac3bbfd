import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { OutboundJob } from "../../../shared/shapes/report";

type OutboundRecord = Extract<LedgerEntry, { readonly type: "outbound" }> & { readonly n: number; readonly at: string };

interface Bytes {
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

const none: Bytes = { bytesSent: 0, bytesReceived: 0 };

/**
 * Every job that reached out, one row a stretch. The ledger counts a job's bytes since it was asked for; after a pause only what came on
 * top belongs to the next stretch, and what came before the period to none.
 */
export class OutboundJobs {
  readonly #jobs: OutboundJob[] = [];
  /** Where in `#jobs` a job stands that has not ended; null: it began before the period. */
  readonly #open = new Map<string, { readonly place: number | null; readonly begun: OutboundRecord }>();
  readonly #before = new Map<string, Bytes>();

  /** All records in their order, those before the period too. */
  see(record: OutboundRecord, isWithin: boolean): void {
    if (record.event === "begun") this.#begin(record, isWithin);
    else this.#end(record, isWithin);
  }

  /** Another run of Tresor began: what had not ended before the period ended with the run before. */
  restarted(): void {
    for (const [id, { place }] of this.#open) if (place === null) this.#open.delete(id);
  }

  list(): OutboundJob[] {
    const throughout = [...this.#open.values()].filter(({ place }) => place === null);
    const rows = throughout.map(({ begun }) => {
      const row = this.#row(begun, { begunAt: begun.at, endedAt: null, record: begun.n });
      return { ...row, bytesSent: 0, bytesReceived: 0 };
    });
    return [...rows, ...this.#jobs];
  }

  #begin(record: OutboundRecord, isWithin: boolean): void {
    this.#open.set(record.id, { place: isWithin ? this.#jobs.length : null, begun: record });
    if (isWithin) this.#jobs.push(this.#row(record, { begunAt: record.at, endedAt: null, record: record.n }));
  }

  #end(record: OutboundRecord, isWithin: boolean): void {
    const open = this.#open.get(record.id);
    this.#open.delete(record.id);
    if (isWithin) {
      const place = open?.place ?? this.#jobs.length;
      const first = this.#jobs[place]?.record ?? record.n;
      this.#jobs[place] = this.#row(record, { begunAt: open?.begun.at ?? null, endedAt: record.at, record: first });
    }
    this.#before.set(record.id, record);
  }

  #row(
    { id, hosts, purpose, outcome, bytesSent, bytesReceived }: OutboundRecord,
    times: Pick<OutboundJob, "begunAt" | "endedAt" | "record">,
  ): OutboundJob {
    const before = this.#before.get(id) ?? none;
    return {
      id,
      hosts,
      purpose,
      outcome,
      ...times,
      bytesSent: since(before.bytesSent, bytesSent),
      bytesReceived: since(before.bytesReceived, bytesReceived),
    };
  }
}

/** A job that began anew counts from zero again. */
function since(before: number, now: number): number {
  return now < before ? now : now - before;
}
