import { TresorError } from "../../../shared/errors";
import type { ClientRules, KeyedClient, NewKey } from "../../../shared/shapes/client";
import type { Clock } from "../kernel/clock";
import { Emitter } from "../kernel/emitter";
import { nameKey, refuseTakenName } from "./client-names";
import { defaultRules, rulesOf, type RulesChange } from "./client-rules";
import { dayOf } from "./day";
import type { ClientRecord, KeyFile } from "./key-file";
import { isKeyOf, keyId, newKey, secretOf } from "./key-secret";
import type { UsageBook } from "./usage-book";

/** The clients that have a key. A change holds once it is on disk. */
export class ClientBook {
  readonly #file: KeyFile;
  readonly #usage: UsageBook;
  readonly #clock: Clock;
  readonly #changes = new Emitter<void>();
  readonly #firstUses = new Emitter<string>();
  #records: readonly ClientRecord[];
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(file: KeyFile, usage: UsageBook, clock: Clock, records: readonly ClientRecord[]) {
    this.#file = file;
    this.#usage = usage;
    this.#clock = clock;
    this.#records = records;
  }

  static async open(file: KeyFile, usage: UsageBook, clock: Clock): Promise<ClientBook> {
    return new ClientBook(file, usage, clock, await file.load());
  }

  list(): readonly KeyedClient[] {
    return this.#records.map((record) => this.#shown(record));
  }

  /** The client whose key this is; null when it is unknown or revoked. Takes the same time for every wrong key. */
  authenticate(key: string): ClientRecord | null {
    const id = keyId(key);
    const record = this.#records.find(({ secret }) => secret.id === id);
    const isGood = isKeyOf(record?.secret, key) && record?.revokedAt === null;
    if (!isGood) return null;
    const isFirst = this.#isFirstUseOfDay(record.name);
    this.#usage.touch(record.name);
    if (isFirst) this.#firstUses.emit(record.name);
    return record;
  }

  /** Null for a name that no key has. */
  rulesOf(name: string): ClientRules | null {
    const record = this.#find(name);
    return record === undefined ? null : rulesOf(record);
  }

  /** A revoked client's name may be taken anew. @throws TresorError `invalid_request` */
  async create({ name, ...wish }: RulesChange & { readonly name: string }): Promise<NewKey> {
    return await this.#change(() => {
      const kept = this.#records.filter((one) => nameKey(one.name) !== nameKey(name) || one.revokedAt === null);
      refuseTakenName(
        name,
        kept.map((one) => one.name),
      );
      const key = this.#newKey();
      const made = { ...defaultRules, ...defined(wish), name, createdAt: this.#now(), revokedAt: null };
      const record: ClientRecord = { ...made, secret: secretOf(key) };
      this.#usage.forget(name);
      return { records: [...kept, record], answer: () => ({ ...this.#shown(record), key }) };
    });
  }

  /** @throws TresorError `key_not_found` */
  async update({ name, ...change }: RulesChange & { readonly name: string }): Promise<KeyedClient> {
    return await this.#replace(name, (record) => ({ ...record, ...defined(change) }));
  }

  /** @throws TresorError `key_not_found` */
  async revoke(name: string): Promise<KeyedClient> {
    return await this.#replace(name, (record) => ({ ...record, revokedAt: record.revokedAt ?? this.#now() }));
  }

  /** @throws TresorError `key_not_found`, also for a revoked one */
  async rotate(name: string): Promise<NewKey> {
    const key = this.#newKey();
    const client = await this.#replace(name, (record) => {
      if (record.revokedAt !== null) throw notFound(name, "is revoked; make a new one");
      return { ...record, secret: secretOf(key) };
    });
    return { ...client, key };
  }

  onChange(listener: () => void): () => void {
    const endings = [this.#changes.on(listener), this.#usage.onChange(listener)];
    return () => endings.forEach((end) => end());
  }

  /** Told the client's name at its key's first good use since local midnight. */
  onFirstUseOfDay(listener: (name: string) => void): () => void {
    return this.#firstUses.on(listener);
  }

  #isFirstUseOfDay(name: string): boolean {
    const last = this.#usage.lastUsedAt(name);
    return last === null || dayOf(Date.parse(last)) !== dayOf(this.#clock.now());
  }

  async #replace(name: string, change: (record: ClientRecord) => ClientRecord): Promise<KeyedClient> {
    return await this.#change(() => {
      const record = this.#find(name);
      if (record === undefined) throw notFound(name, "is unknown; tresor keys list shows all");
      const changed = change(record);
      return {
        records: this.#records.map((one) => (one === record ? changed : one)),
        answer: () => this.#shown(changed),
      };
    });
  }

  /** One after the other, so that none undoes another. */
  async #change<T>(step: () => { readonly records: readonly ClientRecord[]; readonly answer: () => T }): Promise<T> {
    const changed = this.#changing.then(async () => {
      const { records, answer } = step();
      await this.#file.save(records);
      this.#records = records;
      this.#changes.emit();
      return answer();
    });
    this.#changing = changed.catch(() => undefined);
    return await changed;
  }

  #find(name: string): ClientRecord | undefined {
    return this.#records.find((record) => nameKey(record.name) === nameKey(name));
  }

  /** The public parts are all different. */
  #newKey(): string {
    for (;;) {
      const key = newKey();
      if (!this.#records.some(({ secret }) => secret.id === keyId(key))) return key;
    }
  }

  #shown(record: ClientRecord): KeyedClient {
    const { secret, ...client } = record;
    const { name } = record;
    return {
      ...client,
      keyEnd: secret.end,
      lastUsedAt: this.#usage.lastUsedAt(name),
      today: this.#usage.today(name),
    };
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

function notFound(name: string, why: string): TresorError {
  return new TresorError("key_not_found", `The key "${name}" ${why}.`, { name });
}

/** An optional field that is undefined leaves what is there. */
function defined(change: RulesChange): Partial<ClientRules> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
