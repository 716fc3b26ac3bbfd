/** Merges as GPT-2's tokenizers have them, and the texts that they make. */
export interface BytePairs {
  readonly merges: readonly string[];
  readonly texts: readonly string[];
}

/**
 * Learns the commonest pairs of a text's words, so that prompts of its language take a quarter of the tokens. ASCII only: other bytes
 * stay single, and can be what a script waits for.
 */
export function learnBytePairs(text: string, count: number): BytePairs {
  const words = countWords(text);
  const merges: string[] = [];
  const texts = new Set<string>();
  while (merges.length < count) {
    const pair = commonestPair(words);
    if (pair === null) break;
    const [left, right] = pair;
    merges.push(`${left} ${right}`);
    texts.add(left + right);
    for (const word of words) word.symbols = merged(word.symbols, left, right);
  }
  return { merges, texts: [...texts] };
}

interface Word {
  symbols: readonly string[];
  readonly occurrences: number;
}

/** A word with the space before it, which vocabularies write as U+0120. */
function countWords(text: string): readonly Word[] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/ ?[A-Za-z]+| ?[!-/:-@[-`{-~]+| {2,}/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, occurrences]) => ({
    symbols: Array.from(word.replaceAll(" ", "\u0120")),
    occurrences,
  }));
}

function commonestPair(words: readonly Word[]): readonly [string, string] | null {
  const counts = new Map<string, number>();
  for (const { symbols, occurrences } of words) {
    for (let at = 1; at < symbols.length; at++) {
      const pair = `${symbols[at - 1] ?? ""} ${symbols[at] ?? ""}`;
      counts.set(pair, (counts.get(pair) ?? 0) + occurrences);
    }
  }
  let best: string | null = null;
  for (const [pair, occurrences] of counts)
    if (occurrences > (best === null ? 1 : (counts.get(best) ?? 0))) best = pair;
  const [left, right] = best?.split(" ") ?? [];
  return left === undefined || right === undefined ? null : [left, right];
}

function merged(symbols: readonly string[], left: string, right: string): readonly string[] {
  const result: string[] = [];
  for (let at = 0; at < symbols.length; at++) {
    const symbol = symbols[at] ?? "";
    if (symbol === left && symbols[at + 1] === right) {
      result.push(left + right);
      at++;
    } else result.push(symbol);
  }
  return result;
}
