import { byteSymbols, symbolsOf } from "./byte-symbols";
import { isVisible } from "./control-texts";
import type { Piece } from "./cut-text";

/** Token types of llama.cpp. */
const types = { normal: 1, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

/** A token within a script. `own` ones occur once in all scripts and so know their place; others are markers, which recur. */
export interface ScriptToken {
  readonly id: number;
  readonly own: boolean;
}

/**
 * A byte-level vocabulary: any prompt becomes single bytes, learnt pairs of them and markers, so that no token of a script can come from a
 * prompt. Scripts get tokens of their own beside them. The engine takes no text twice, hence a piece that recurs loses its first
 * character to byte tokens ("<0x41>#7" prints the byte 0x41, and there may be any number of them) until the rest is new.
 */
export class ScriptVocabulary {
  readonly texts: string[] = [];
  readonly types: number[] = [];
  readonly #ids = new Map<string, number>();
  #made = 0;

  /**
   * `ends` are those of the markers that end a turn: always control tokens.
   * @param pairs texts that prompts are merged to
   */
  constructor(controls: readonly string[], ends: readonly string[], pairs: readonly string[] = []) {
    for (const symbol of byteSymbols) this.#add(symbol, types.normal);
    for (const pair of pairs) this.#add(pair, types.normal);
    for (const control of controls) {
      this.#add(control, isVisible(control) && !ends.includes(control) ? types.userDefined : types.control);
    }
  }

  /** @throws Error when there is no token of this text */
  idOf(text: string): number {
    const id = this.#ids.get(text);
    if (id === undefined) throw new Error(`The scripted model has no token ${JSON.stringify(text)}.`);
    return id;
  }

  byteId(byte: number): number {
    return this.idOf(byteSymbols[byte] ?? "");
  }

  /** The tokens of one script. It begins with an own token, and each marker follows one: silent tokens fill the gaps. */
  script(pieces: readonly Piece[]): readonly ScriptToken[] {
    const tokens: ScriptToken[] = [];
    for (const piece of pieces) {
      if ("bytes" in piece) {
        tokens.push(...this.#ownTokens(piece.bytes).map((id) => ({ id, own: true })));
        continue;
      }
      if (tokens.at(-1)?.own !== true) tokens.push({ id: this.#silentToken(), own: true });
      tokens.push({ id: this.idOf(piece.control), own: false });
    }
    return tokens;
  }

  #ownTokens(bytes: Uint8Array): readonly number[] {
    if (bytes.length === 0) return [];
    const symbols = symbolsOf(bytes);
    if (bytes.length > 1 && !this.#ids.has(symbols)) return [this.#add(symbols, types.normal)];
    const lead = firstCharacterBytes(bytes);
    return [
      ...Array.from(bytes.subarray(0, lead), (byte) => this.#byteToken(byte)),
      ...this.#ownTokens(bytes.subarray(lead)),
    ];
  }

  #byteToken(byte: number): number {
    const digits = byte.toString(16).toUpperCase().padStart(2, "0");
    return this.#add(`<0x${digits}>#${this.#made++}`, types.byte);
  }

  /** Prints nothing. */
  #silentToken(): number {
    return this.#add(`<silent-${this.#made++}>`, types.unused);
  }

  #add(text: string, type: number): number {
    if (this.#ids.has(text)) throw new Error(`The scripted model has the token ${JSON.stringify(text)} twice.`);
    const id = this.texts.length;
    this.#ids.set(text, id);
    this.texts.push(text);
    this.types.push(type);
    return id;
  }
}

/** How many bytes the first UTF-8 character takes. */
function firstCharacterBytes(bytes: Uint8Array): number {
  let length = 1;
  while (length < bytes.length && ((bytes[length] ?? 0) & 0xc0) === 0x80) length++;
  return length;
}
