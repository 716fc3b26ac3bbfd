import type { Clock } from "../kernel/clock";
import { Emitter } from "../kernel/emitter";
import { dayOf } from "./day";
import type { StoredUsage, UsageFile, Used } from "./usage-file";

interface Entry {
  used: Used;
  lastUsedAt: string | null;
}

const nothing: Used = { requests: 0, promptTokens: 0, completionTokens: 0 };

/** What each client has used since local midnight, over restarts. */
export class UsageBook {
  readonly #file: UsageFile;
  readonly #clock: Clock;
  readonly #entries: Map<string, Entry>;
  readonly #changes = new Emitter<void>();
  #day: string;

  private constructor(file: UsageFile, clock: Clock, stored: StoredUsage | null) {
    this.#file = file;
    this.#clock = clock;
    this.#day = stored?.day ?? "";
    this.#entries = new Map(
      Object.entries(stored?.clients ?? {}).map(([name, { lastUsedAt, ...used }]) => [name, { used, lastUsedAt }]),
    );
  }

  static async open(file: UsageFile, clock: Clock): Promise<UsageBook> {
    return new UsageBook(file, clock, await file.load());
  }

  today(name: string): Used {
    this.#turnDay();
    return this.#entries.get(name)?.used ?? nothing;
  }

  lastUsedAt(name: string): string | null {
    return this.#entries.get(name)?.lastUsedAt ?? null;
  }

  /** Adds to today's figures; a negative amount corrects what was counted too high. */
  count(name: string, change: Partial<Used>): void {
    const used = this.today(name);
    const sum = (field: keyof Used) => Math.max(0, used[field] + (change[field] ?? 0));
    this.#set(name, {
      used: {
        requests: sum("requests"),
        promptTokens: sum("promptTokens"),
        completionTokens: sum("completionTokens"),
      },
      lastUsedAt: this.#now(),
    });
  }

  /** The client was here. */
  touch(name: string): void {
    this.#set(name, { used: this.today(name), lastUsedAt: this.#now() });
  }

  forget(name: string): void {
    if (this.#entries.delete(name)) this.#changed();
  }

  onChange(listener: () => void): () => void {
    return this.#changes.on(listener);
  }

  async dispose(): Promise<void> {
    await this.#file.flush();
  }

  #set(name: string, entry: Entry): void {
    this.#entries.set(name, entry);
    this.#changed();
  }

  #changed(): void {
    this.#file.save(() => this.#stored());
    this.#changes.emit();
  }

  #turnDay(): void {
    const day = dayOf(this.#clock.now());
    if (day === this.#day) return;
    this.#day = day;
    for (const entry of this.#entries.values()) entry.used = nothing;
  }

  #stored(): StoredUsage {
    const clients = [...this.#entries].map(([name, { used, lastUsedAt }]) => [name, { ...used, lastUsedAt }] as const);
    return { version: 1, day: this.#day, clients: Object.fromEntries(clients) };
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
