import { broken } from "./go-template";

/** An expression in Jinja; `constant` where its truth is known. */
export interface Expression {
  readonly code: string;
  readonly constant?: boolean;
}

export interface Scope {
  /** What a field stands for: `.Content`, `$.System`; undefined: it is not known. */
  readonly field: (path: string) => Expression | undefined;
  readonly variables: ReadonlyMap<string, Expression>;
}

const comparisons: Readonly<Record<string, string>> = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };
const longestExpression = 500;
const never: Expression = { code: "false", constant: false };
const always: Expression = { code: "true", constant: true };

/** An expression of a Go template in Jinja. @throws TresorError `invalid_request` for what is not translated */
export function translateExpression(code: string, scope: Scope): Expression {
  if (code.length > longestExpression) throw broken("an expression in it is too long");
  const words = code.match(/"(?:\\.|[^"\\])*"|`[^`]*`|[()|]|[^\s()|"`]+/g) ?? [];
  return new ExpressionReader(words, scope).readAll();
}

class ExpressionReader {
  readonly #words: readonly string[];
  readonly #scope: Scope;
  #at = 0;

  constructor(words: readonly string[], scope: Scope) {
    this.#words = words;
    this.#scope = scope;
  }

  readAll(): Expression {
    const expression = this.#readCall();
    const left = this.#words[this.#at];
    if (left !== undefined) throw broken(`"${left.slice(0, 40)}" is not translated`);
    return expression;
  }

  #readCall(): Expression {
    const word = this.#words[this.#at];
    if (word === undefined) throw broken("an expression is missing");
    if (!/^[a-z]\w*$/i.test(word) || word === "true" || word === "false") return this.#readValue();
    this.#at += 1;
    const operands: Expression[] = [];
    while (this.#at < this.#words.length && this.#words[this.#at] !== ")") operands.push(this.#readValue());
    return called(word, operands);
  }

  #readValue(): Expression {
    const word = this.#words[this.#at++] ?? "";
    if (word === "(") {
      const expression = this.#readCall();
      if (this.#words[this.#at++] !== ")") throw broken("a bracket is not closed");
      return { ...expression, code: `(${expression.code})` };
    }
    if (word === "true") return always;
    if (word === "false") return never;
    if (/^-?\d+(\.\d+)?$/.test(word)) return { code: word };
    if (word.startsWith('"')) return { code: jinjaText(goText(word)) };
    if (word.startsWith("`")) return { code: jinjaText(word.slice(1, -1)) };
    const known = this.#scope.variables.get(word) ?? (/^\$?(\.\w+)+$/.test(word) ? this.#scope.field(word) : undefined);
    if (known === undefined) throw broken(`"${word.slice(0, 40)}" is not translated`);
    return known;
  }
}

function called(name: string, operands: readonly Expression[]): Expression {
  const [first, second] = operands;
  const operator = comparisons[name];
  if (operator !== undefined && first !== undefined && second !== undefined && operands.length === 2) {
    return { code: `${first.code} ${operator} ${second.code}` };
  }
  if (name === "not" && first !== undefined && operands.length === 1) {
    return first.constant === undefined ? { code: `not (${first.code})` } : first.constant ? never : always;
  }
  if ((name === "and" || name === "or") && operands.length > 0) return joined(name, operands);
  throw broken(`"${name}" is not translated`);
}

/** What cannot change the result is left out, so that branches that are never taken need no translation. */
function joined(name: "and" | "or", operands: readonly Expression[]): Expression {
  const decisive = name === "or";
  if (operands.some(({ constant }) => constant === decisive)) return decisive ? always : never;
  const open = operands.filter(({ constant }) => constant === undefined);
  if (open.length === 0) return decisive ? never : always;
  return { code: open.map(({ code }) => `(${code})`).join(` ${name} `) };
}

function goText(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw broken("a text in it has an escape that is not known");
  }
}

/** A text as a Jinja literal. */
export function jinjaText(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return `'${escaped.replaceAll("\r", "\\r")}'`;
}
