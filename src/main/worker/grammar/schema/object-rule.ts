import { automatonRule } from "../automaton/automaton-rules";
import { otherWordsAutomaton } from "../automaton/words";
import { literal, nothing, type GrammarBuilder } from "../grammar-builder";
import { anyString, colon, comma, gap } from "../json-text";
import { repeated } from "../repetition";
import type { InnerRule } from "./array-rule";
import { refuse } from "./refuse";
import { textSet } from "./scalar-rules";
import type { ObjectShape } from "./shape";

interface Member {
  readonly name: string;
  readonly text: string;
  readonly isRequired: boolean;
}

/**
 * A rule for the objects of a shape that is satisfiable. A grammar needs an order: properties come as the schema lists them, optional
 * ones may be missing, additional ones come last and bear other names.
 */
export function objectRule(builder: GrammarBuilder, shape: ObjectShape, name: string, inner: InnerRule): string {
  const members: Member[] = [];
  for (const [property, schema] of shape.properties) {
    const value = inner(schema, property);
    if (value === null) continue;
    const text = `${literal(JSON.stringify(property))} ${colon(builder)} ${value}`;
    members.push({ name: property, text, isRequired: shape.required.has(property) });
  }
  const value = inner(shape.additional, `${name}-value`);
  const extra =
    value === null ? null : builder.rule("member", `${otherKey(builder, shape)} ${colon(builder)} ${value}`);
  refuseUncountable(shape, extra !== null);
  const content = new Members(builder, shape, members, extra).start();
  const blank = gap(builder);
  return builder.rule(name, `"{" ${blank} ${content} "}"`);
}

/** A key that is none of the shape's own. */
function otherKey(builder: GrammarBuilder, { properties }: ObjectShape): string {
  if (properties.size === 0) return anyString(builder);
  const automaton = otherWordsAutomaton([...properties.keys()]);
  const text = automatonRule(builder, "other-key", automaton, (set) => textSet(builder, set));
  return builder.rule("key", `"\\"" ${text} "\\""`);
}

/** Additional names may repeat, and a name that comes twice counts once. */
function refuseUncountable({ minProperties, required, path }: ObjectShape, hasExtra: boolean): void {
  if (hasExtra && minProperties > Math.max(1, required.size)) {
    throw refuse(`${path}.minProperties`, "cannot be counted while names are free; require properties by name instead");
  }
}

class Members {
  readonly #builder: GrammarBuilder;
  readonly #members: readonly Member[];
  readonly #extra: string | null;
  readonly #min: number;
  /** Null where it cannot be reached. */
  readonly #max: number | null;
  readonly #after = new Map<string, string | null>();
  readonly #pick = new Map<string, string | null>();

  constructor(builder: GrammarBuilder, shape: ObjectShape, members: readonly Member[], extra: string | null) {
    this.#builder = builder;
    this.#members = members;
    this.#extra = extra;
    this.#min = shape.minProperties;
    this.#max = extra === null && members.length <= (shape.maxProperties ?? Infinity) ? null : shape.maxProperties;
  }

  start(): string {
    const pick = this.#pickFrom(0, 0);
    const mayBeEmpty = this.#min === 0 && !this.#members.some(({ isRequired }) => isRequired);
    if (pick === null) return nothing;
    const content = `${pick} ${gap(this.#builder)}`;
    return mayBeEmpty ? `(${content})?` : content;
  }

  /** A reference for the next member, of those from `index` on; null when none may come. `count`: members so far. */
  #pickFrom(index: number, count: number): string | null {
    return this.#remembered(this.#pick, index, count, () => {
      if (count === this.#max) return null;
      const member = this.#members[index];
      if (member === undefined) return this.#extras(count);
      const rest = this.#afterMember(index + 1, this.#counted(count + 1));
      const take = rest === null ? [] : [`${member.text} ${rest}`];
      const skip = member.isRequired ? null : this.#pickFrom(index + 1, count);
      const body = skip === null ? take : [...take, skip];
      return body.length === 0 ? null : this.#builder.rule(`${member.name}-on`, body.join(" | "));
    });
  }

  /** A reference for what follows a member; null when the object can then not be completed. */
  #afterMember(index: number, count: number): string | null {
    return this.#remembered(this.#after, index, count, () => {
      const mayEnd = count >= this.#min && !this.#members.slice(index).some(({ isRequired }) => isRequired);
      const pick = this.#pickFrom(index, count);
      const body = pick === null ? [] : [`${comma(this.#builder)} ${pick}`];
      if (mayEnd) body.push(nothing);
      return body.length === 0 ? null : this.#builder.rule("rest", body.join(" | "));
    });
  }

  #extras(count: number): string | null {
    if (this.#extra === null) return null;
    const next = this.#builder.rule("next-member", `${comma(this.#builder)} ${this.#extra}`);
    const most = this.#max === null ? null : this.#max - count - 1;
    return this.#builder.rule("members", `${this.#extra} ${repeated(this.#builder, next, 0, most)}`);
  }

  /** Counting stops where it no longer matters, so that states are few. */
  #counted(count: number): number {
    return this.#max === null ? Math.min(count, this.#min) : count;
  }

  #remembered(memory: Map<string, string | null>, index: number, count: number, make: () => string | null) {
    const key = `${index},${count}`;
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = make();
    memory.set(key, made);
    return made;
  }
}
