import type { Automaton, State } from "./automaton";
import { complement, everyCharacter, unite, type CharacterSet } from "./character-set";

interface Node {
  readonly children: Map<string, number>;
  isWord: boolean;
}

/** Accepts these words and nothing else. */
export function wordsAutomaton(words: readonly string[]): Automaton {
  return spell(words).map(({ children, isWord }) => ({
    isAccepting: isWord,
    moves: [...children].map(([character, target]) => ({ set: setOf(character), target })),
  }));
}

/** Accepts every text but these words. */
export function otherWordsAutomaton(words: readonly string[]): Automaton {
  const nodes = spell(words);
  const anything = nodes.length;
  const states = nodes.map(({ children, isWord }): State => {
    const others = complement(unite([...children.keys()].map(setOf)));
    const moves = [...children].map(([character, target]) => ({ set: setOf(character), target }));
    return { isAccepting: !isWord, moves: [...moves, { set: others, target: anything }] };
  });
  return [...states, { isAccepting: true, moves: [{ set: everyCharacter, target: anything }] }];
}

function spell(words: readonly string[]): readonly Node[] {
  const root: Node = { children: new Map(), isWord: false };
  const nodes = [root];
  for (const word of words) {
    let node = root;
    for (const character of word) {
      const next = node.children.get(character) ?? nodes.push({ children: new Map(), isWord: false }) - 1;
      node.children.set(character, next);
      node = nodes[next] ?? root;
    }
    node.isWord = true;
  }
  return nodes;
}

function setOf(character: string): CharacterSet {
  const code = character.codePointAt(0) ?? 0;
  return [[code, code]];
}
