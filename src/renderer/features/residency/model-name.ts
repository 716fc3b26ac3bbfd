/** `smollm2-135m-instruct` of `smollm2-135m-instruct:q4_1`. */
export const nameOfReference = (reference: string): string => reference.split(":")[0] ?? reference;

/** The model's own name beside its reference, unless both say the same: null for `SmolLM2 135M Instruct` beside `smollm2-135m-instruct`. */
export function secondName(reference: string, displayName: string): string | null {
  return plain(displayName) === plain(nameOfReference(reference)) || displayName === reference ? null : displayName;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, "");
