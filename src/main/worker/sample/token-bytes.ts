/** How a vocabulary writes bytes: `gpt2` maps each byte to a visible character, `llama` marks spaces and writes single bytes as `<0x0A>`. */
export type VocabularyKind = "gpt2" | "llama" | "other";

export function vocabularyKind(tokenizerModel: string | undefined): VocabularyKind {
  if (tokenizerModel === "gpt2") return "gpt2";
  return tokenizerModel === "llama" || tokenizerModel === "gemma4" ? "llama" : "other";
}

/** The bytes that a token stands for, from its entry in the vocabulary; a token may be a part of a character. */
export function tokenBytes(entry: string, kind: VocabularyKind): number[] {
  const single = /^<0x([0-9A-Fa-f]{2})>$/u.exec(entry)?.[1];
  if (single !== undefined) return [Number.parseInt(single, 16)];
  if (kind === "gpt2") {
    const bytes = Array.from(entry, (character) => gpt2Bytes.get(character));
    // A control token is written as it is.
    if (bytes.every((byte) => byte !== undefined)) return bytes;
  }
  return [...Buffer.from(kind === "llama" ? entry.replaceAll("\u2581", " ") : entry, "utf8")];
}

/** GPT-2's table: printable bytes are themselves, the others follow from U+0100 on in their order (openai/gpt-2, encoder.py). */
const gpt2Bytes: ReadonlyMap<string, number> = new Map(
  (() => {
    const isPrintable = (byte: number) =>
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    let next = 0x100;
    return Array.from(
      { length: 256 },
      (_, byte) => [String.fromCodePoint(isPrintable(byte) ? byte : next++), byte] as const,
    );
  })(),
);
