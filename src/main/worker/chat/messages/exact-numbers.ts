/** Around the digits of a number in a string; of the private use area. */
const fence = "\uE0F2";
/** Strings are passed over whole. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;
const integer = /^-?\d+$/;
const fenced = new RegExp(`"?${fence}(-?\\d+)${fence}"?`, "g");

/** JSON text in which integers that JavaScript cannot hold are strings of their fenced digits. */
export function fenceLongIntegers(json: string): string {
  return json.replace(stringOrNumber, (match) =>
    !integer.test(match) || Number.isSafeInteger(Number(match)) ? match : JSON.stringify(fence + match + fence),
  );
}

/** The same for a number that was read already: a renderer takes 64 bits at most. */
export function fenceLongInteger(value: number): number | string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? fence + BigInt(value).toString() + fence : value;
}

/** Turns the fenced digits in a rendered prompt into plain numbers. */
export function unfenceIntegers(rendered: string): string {
  return rendered.includes(fence) ? rendered.replace(fenced, "$1").replaceAll(fence, "") : rendered;
}

/** A client's text without fences of its own. */
export function withoutFences(text: string): string {
  return text.includes(fence) ? text.replaceAll(fence, "") : text;
}
