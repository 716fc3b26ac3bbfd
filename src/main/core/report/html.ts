/** Markup that is safe to put into a page as it is. Made by `html` alone, so that no text gets there unescaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static readonly of = (parts: TemplateStringsArray, values: readonly Piece[]): Markup =>
    new Markup(parts.map((part, index) => (index === 0 ? part : textOf(values[index - 1]) + part)).join(""));

  toString(): string {
    return this.#text;
  }
}

export type Piece = string | number | Markup | readonly Markup[] | null | undefined;

/** A template whose values are escaped unless they are markup. */
export const html = (parts: TemplateStringsArray, ...values: readonly Piece[]): Markup => Markup.of(parts, values);

function textOf(value: Piece): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Markup) return value.toString();
  if (typeof value === "object") return value.map(String).join("");
  return escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Marks that turn the direction of text and other controls are shown as what they are: they could make a name look like another. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return `<i class="hidden">U+${code}</i>`;
    });
}
