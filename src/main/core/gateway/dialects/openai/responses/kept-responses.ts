import type { Item } from "./decode-items";

/** Where a request's references to earlier answers are looked up. */
export interface Recall {
  /** The conversation up to and with this answer. */
  conversation(responseId: string): readonly unknown[] | null;
  /** An item of an earlier answer. */
  item(itemId: string): Item | null;
}

export interface KeptResponse {
  readonly id: string;
  readonly client: string;
  /** What the answer was asked with, references resolved. */
  readonly input: readonly unknown[];
  readonly output: readonly Item[];
}

interface Entry extends KeptResponse {
  readonly bytes: number;
}

const defaultLimitBytes = 32 * 2 ** 20;

/**
 * The last answers that clients did not forbid to keep (`store: false`), so that they can go on from them: in memory only, bounded,
 * each client's for itself. A restart forgets them.
 */
export class KeptResponses {
  readonly #entries = new Map<string, Entry>();
  readonly #owners = new Map<string, string>();
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes = defaultLimitBytes) {
    this.#limitBytes = limitBytes;
  }

  keep(response: KeptResponse): void {
    const bytes = Buffer.byteLength(JSON.stringify([response.input, response.output]));
    if (bytes > this.#limitBytes) return;
    this.#entries.set(response.id, { ...response, bytes });
    this.#bytes += bytes;
    for (const id of itemIds(response)) this.#owners.set(id, response.id);
    for (const oldest of this.#entries.values()) {
      if (this.#bytes <= this.#limitBytes) break;
      this.#forget(oldest);
    }
  }

  /** What this client may refer to. */
  recallOf(client: string): Recall {
    const find = (id: string | undefined): Entry | null => {
      const entry = id === undefined ? undefined : this.#entries.get(id);
      return entry?.client === client ? entry : null;
    };
    return {
      conversation: (responseId) => {
        const entry = find(responseId);
        return entry === null ? null : [...entry.input, ...entry.output];
      },
      item: (itemId) => find(this.#owners.get(itemId))?.output.find(({ id }) => id === itemId) ?? null,
    };
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.id);
    this.#bytes -= entry.bytes;
    for (const id of itemIds(entry)) this.#owners.delete(id);
  }
}

function itemIds({ output }: KeptResponse): readonly string[] {
  return output.map(({ id }) => id).filter((id) => typeof id === "string");
}
