import type { Decimal } from "./decimal";

/** A schema that is an object, and where in the document it stands ("schema.properties.age"). */
export interface LocatedSchema {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** Schemas that must all hold. None: any value. Null in its place: no value. */
export type Conjunction = readonly LocatedSchema[];

export interface Bound {
  readonly value: Decimal;
  readonly isExclusive: boolean;
}

export interface NumberShape {
  readonly kind: "number";
  readonly isInteger: boolean;
  readonly lower: Bound | null;
  readonly upper: Bound | null;
  readonly multiplesOf: readonly Decimal[];
  /** For messages: where the constraint came from. */
  readonly path: string;
}

export interface StringShape {
  readonly kind: "string";
  /** Characters. */
  readonly minLength: number;
  readonly maxLength: number | null;
  /** ECMAScript patterns that all find a match. */
  readonly patterns: readonly string[];
  readonly path: string;
}

export interface ArrayShape {
  readonly kind: "array";
  readonly first: readonly (Conjunction | null)[];
  readonly rest: Conjunction | null;
  readonly minItems: number;
  readonly maxItems: number | null;
}

export interface ObjectShape {
  readonly kind: "object";
  /** In the order in which they are written. Null: must not be there. */
  readonly properties: ReadonlyMap<string, Conjunction | null>;
  readonly required: ReadonlySet<string>;
  readonly additional: Conjunction | null;
  readonly minProperties: number;
  readonly maxProperties: number | null;
  readonly path: string;
}

/** Values of one JSON type, or one value. A schema is a union of shapes. */
export type Shape =
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | NumberShape
  | StringShape
  | ArrayShape
  | ObjectShape
  | { readonly kind: "literal"; readonly value: unknown };
