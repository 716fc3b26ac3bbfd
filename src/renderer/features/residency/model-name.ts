import { roleSchema } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";

/** `smollm2-135m-instruct` of `smollm2-135m-instruct:q4_1`. */
export const nameOfReference = (reference: string): string => reference.split(":")[0] ?? reference;

/** What a person calls a model: its alias where it has one, else the name in its reference. */
export type NameOf = (reference: string) => string;

/** Names by alias, a role before a name of the user's own. */
export function namesOf(models: readonly Model[]): NameOf {
  const named = new Map(models.map(({ reference, aliases }) => [reference, shownAlias(aliases)]));
  return (reference) => named.get(reference) ?? nameOfReference(reference);
}

function shownAlias(aliases: readonly string[]): string | undefined {
  return roleSchema.options.find((role) => aliases.includes(role)) ?? aliases[0];
}

/** The model's own name beside `name`, unless both say the same: null for `SmolLM2 135M Instruct` beside `smollm2-135m-instruct`. */
export function secondName(name: string, displayName: string): string | null {
  return plain(displayName) === plain(nameOfReference(name)) || displayName === name ? null : displayName;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, "");
