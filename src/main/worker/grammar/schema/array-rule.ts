import type { GrammarBuilder } from "../grammar-builder";
import { comma, gap } from "../json-text";
import { repeated } from "../repetition";
import type { ArrayShape, Conjunction } from "./shape";

/** Rules of the schemas inside another; null for a schema that no value satisfies. */
export type InnerRule = (schema: Conjunction | null, name: string) => string | null;

/** A rule for the arrays of a shape that is satisfiable. */
export function arrayRule(builder: GrammarBuilder, shape: ArrayShape, name: string, inner: InnerRule): string {
  const { minItems } = shape;
  const items = shape.first.map((schema, index) => inner(schema, `${name}-${index}`));
  const impossible = items.indexOf(null);
  const first = items.slice(0, impossible === -1 ? undefined : impossible).filter((item) => item !== null);
  // An item that cannot be ends the array before it.
  const rest = impossible === -1 ? inner(shape.rest, `${name}-item`) : null;
  const most = rest === null ? Math.min(first.length, shape.maxItems ?? first.length) : shape.maxItems;
  const separator = comma(builder);

  /** What may follow `count` items, as a body; empty when nothing may. */
  const after = (count: number): string => {
    if (count === most) return "";
    const item = first[count];
    if (item !== undefined) return optional(`${separator} ${item} ${after(count + 1)}`, count >= minItems);
    if (rest === null) return "";
    const further = builder.rule("next", `${separator} ${rest}`);
    return repeated(builder, further, Math.max(0, minItems - count), most === null ? null : most - count);
  };

  const start = first[0] ?? rest;
  const blank = gap(builder);
  const content = start === null || most === 0 ? "" : optional(`${start} ${after(1)} ${blank}`, minItems === 0);
  return builder.rule(name, `"[" ${blank} ${content} "]"`);
}

function optional(body: string, isOptional: boolean): string {
  return isOptional ? `(${body})?` : body;
}
