/** A piece of a script before it has a token: a marker that is one token, or bytes. */
export type Piece = { readonly control: string } | { readonly bytes: Uint8Array };

/** `word`: about as usual tokenizers cut, markers whole. `byte`: every byte alone, those of markers too. */
export type Cut = "word" | "byte";

const words = /[^\S\n]?[\p{L}\p{M}]+|[^\S\n]?\p{N}{1,3}|[^\S\n]?[^\s\p{L}\p{M}\p{N}]{1,3}|\n+|\s/gu;

export function cutText(text: string, cut: Cut, controls: readonly string[]): readonly Piece[] {
  if (cut === "byte") return Array.from(Buffer.from(text), (byte) => ({ bytes: Uint8Array.of(byte) }));
  const longestFirst = [...controls].sort((one, other) => other.length - one.length);
  const pieces: Piece[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const control = longestFirst.find((candidate) => text.startsWith(candidate, at));
    if (control === undefined) {
      plain += text[at++] ?? "";
      continue;
    }
    pieces.push(...cutWords(plain), { control });
    plain = "";
    at += control.length;
  }
  return [...pieces, ...cutWords(plain)];
}

function cutWords(text: string): readonly Piece[] {
  return (text.match(words) ?? []).map((word) => ({ bytes: Buffer.from(word) }));
}
