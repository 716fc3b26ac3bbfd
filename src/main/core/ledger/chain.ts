import type { LedgerEntry } from "../../../shared/shapes/ledger";
import { encodeLine, genesisHash } from "./ledger-line";
import type { SigningKey } from "./signing-key";

/** Where a chain stands. */
export interface ChainState {
  /** Of the last record; 0: there is none. */
  readonly number: number;
  readonly hash: string;
  /** Of the last record; milliseconds since 1970. */
  readonly at: number;
  /** Records since the last signature. */
  readonly unsigned: number;
}

export const emptyChain: ChainState = { number: 0, hash: genesisHash, at: 0, unsigned: 0 };

/** Clocks are set by fractions of a second all the time. */
const toleratedStepMilliseconds = 1_000;

/** Records chained one to the other, as text for one write. Nothing of it counts before it is written. */
export class Chain {
  readonly #key: SigningKey;
  #state: ChainState;
  #text = "";

  constructor(state: ChainState, key: SigningKey) {
    this.#state = state;
    this.#key = key;
  }

  get state(): ChainState {
    return this.#state;
  }

  get text(): string {
    return this.#text;
  }

  /** A clock that has gone back is told of, before the record with the earlier time. */
  add(entry: LedgerEntry, at: number): void {
    const wentBack = this.#state.at - at;
    if (wentBack > toleratedStepMilliseconds) this.#add({ type: "clock", wentBackMilliseconds: wentBack }, at);
    this.#add(entry, at);
  }

  sign(at: number): void {
    const { number, hash } = this.#state;
    this.add({ type: "signature", key: this.#key.publicKey, signature: this.#key.sign(number + 1, hash) }, at);
  }

  #add(entry: LedgerEntry, at: number): void {
    const { number, hash, unsigned } = this.#state;
    const line = encodeLine(number + 1, hash, new Date(at).toISOString(), entry);
    this.#text += line.text;
    this.#state = { number: number + 1, hash: line.hash, at, unsigned: entry.type === "signature" ? 0 : unsigned + 1 };
  }
}
