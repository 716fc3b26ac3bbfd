import { invalidField } from "../../../decode/fields";

/** A Go template as far as chat templates need it; what stands in an action is read when it is needed. */
export type GoNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "action"; readonly code: string }
  | { readonly type: "if"; readonly branches: readonly GoBranch[]; readonly otherwise: readonly GoNode[] }
  | { readonly type: "range"; readonly code: string; readonly body: readonly GoNode[] };

export interface GoBranch {
  readonly condition: string;
  readonly body: readonly GoNode[];
}

interface Piece {
  readonly isAction: boolean;
  readonly text: string;
}

const deepestNesting = 32;

/** @throws TresorError `invalid_request` for blocks that do not fit */
export function parseGoTemplate(template: string): readonly GoNode[] {
  const reader = new BlockReader(piecesOf(template));
  const nodes = reader.readBlock(0);
  if (reader.ended !== null) throw broken(`{{ ${reader.ended} }} closes nothing`);
  return nodes;
}

/** Dashes at an action's braces take the white space beside it away. */
function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimsNext = false;
  const text = (end: number, trimsEnd: boolean) => {
    let piece = template.slice(at, end);
    if (trimsNext) piece = piece.trimStart();
    if (trimsEnd) piece = piece.trimEnd();
    if (piece !== "") pieces.push({ isAction: false, text: piece });
  };
  for (const match of template.matchAll(/\{\{(-(?=\s))?([\s\S]*?)((?<=\s)-)?\}\}/g)) {
    text(match.index, match[1] !== undefined);
    const code = (match[2] ?? "").trim();
    if (!code.startsWith("/*")) pieces.push({ isAction: true, text: code });
    trimsNext = match[3] !== undefined;
    at = match.index + match[0].length;
  }
  text(template.length, false);
  return pieces;
}

class BlockReader {
  /** The `else` or `end` at which the last block stopped; null: at the end of all. */
  ended: string | null = null;
  readonly #pieces: readonly Piece[];
  #at = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  readBlock(depth: number): readonly GoNode[] {
    if (depth > deepestNesting) throw broken(`it nests more than ${deepestNesting} blocks`);
    const nodes: GoNode[] = [];
    this.ended = null;
    for (;;) {
      const piece = this.#pieces[this.#at++];
      if (piece === undefined) return nodes;
      if (!piece.isAction) {
        nodes.push({ type: "text", text: piece.text });
        continue;
      }
      const [, word = "", rest = ""] = /^(\w+)\s*([\s\S]*)$/.exec(piece.text) ?? [];
      if (word === "end" || word === "else") {
        this.ended = piece.text;
        return nodes;
      }
      nodes.push(this.#node(word, rest, piece.text, depth));
    }
  }

  #node(word: string, rest: string, code: string, depth: number): GoNode {
    switch (word) {
      case "if":
        return this.#readIf(rest, depth);
      case "range": {
        const body = this.readBlock(depth + 1);
        if (this.ended !== "end") throw broken("a range has no end of its own");
        this.ended = null;
        return { type: "range", code: rest, body };
      }
      case "with":
      case "define":
      case "block":
      case "template":
        throw broken(`"${word}" is not translated`);
      default:
        return { type: "action", code };
    }
  }

  #readIf(first: string, depth: number): GoNode {
    const branches: GoBranch[] = [];
    let condition = first;
    for (;;) {
      branches.push({ condition, body: this.readBlock(depth + 1) });
      const ended: string | null = this.ended;
      const [, next] = /^else\s+if\s+([\s\S]+)$/.exec(ended ?? "") ?? [];
      if (next !== undefined) {
        condition = next;
        continue;
      }
      const otherwise = ended === "else" ? this.readBlock(depth + 1) : [];
      if (this.ended !== "end") throw broken("an if has no end");
      this.ended = null;
      return { type: "if", branches, otherwise };
    }
  }
}

/** `why` completes the sentence. */
export function broken(why: string) {
  return invalidField("template", `cannot be used: ${why}; leave it out and the model's own is used`);
}
