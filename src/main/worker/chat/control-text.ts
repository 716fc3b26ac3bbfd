/** A character of the private use area: no tokenizer has it, and text that brings it loses it. */
const breaker = "\uE0F1";
/** What a JSON writer that escapes everything beyond ASCII makes of it. */
const escapedBreaker = /\\ue0f1/gi;

/**
 * Keeps what clients send from becoming control tokens. Where a string contains the text of one (`<|im_end|>`), a mark is put inside
 * it before the template is rendered; the rendered prompt is then tokenized in pieces cut at the marks, so that the text stays text.
 * A string that ends with the beginning of such a text, or begins with its end, is marked too: the template could complete it.
 */
export class ControlText {
  readonly #texts: ReadonlySet<string>;
  /** Lengths of the texts. */
  readonly #lengths: readonly number[];
  readonly #beginnings = new Set<string>();
  readonly #endings = new Set<string>();
  readonly #longest: number;
  /** Finds where a text could begin; null: there are none. */
  readonly #firsts: RegExp | null;

  /** @param controlTexts texts of the model's control tokens */
  constructor(controlTexts: readonly string[]) {
    // A one-character control text could be cut nowhere, and would be an ordinary character anyway.
    const usable = controlTexts.filter((text) => text.length > firstLength(text));
    this.#texts = new Set(usable);
    this.#lengths = [...new Set(usable.map((text) => text.length))];
    this.#longest = Math.max(0, ...this.#lengths);
    for (const text of usable) {
      for (let length = 2; length < text.length; length++) {
        this.#beginnings.add(text.slice(0, length));
        this.#endings.add(text.slice(-length));
      }
    }
    const firsts = new Set(usable.map((text) => text.slice(0, firstLength(text)).replace(/[\\\]^-]/, "\\$&")));
    this.#firsts = firsts.size === 0 ? null : new RegExp(`[${[...firsts].join("")}]`, "gu");
  }

  /** Marks control texts in a client's text; most texts have none and come back as they are. */
  mark(text: string): string {
    const clean = withoutMarks(text);
    if (this.#firsts === null) return clean;
    const places = [...this.#wholeTexts(clean), ...this.#halfTexts(clean)].sort((a, b) => a - b);
    let marked = "";
    let at = 0;
    for (const place of new Set(places)) {
      marked += clean.slice(at, place) + breaker;
      at = place;
    }
    return marked + clean.slice(at);
  }

  /** The rendered prompt cut at the marks; one piece when there are none. */
  cut(rendered: string): string[] {
    return rendered.replace(escapedBreaker, breaker).split(breaker);
  }

  /** Where every control text in `text` is broken: behind its first character, also where one is inside another. */
  *#wholeTexts(text: string): Generator<number> {
    for (const { index, 0: first } of text.matchAll(this.#firsts ?? /$^/g)) {
      if (this.#lengths.some((length) => this.#texts.has(text.slice(index, index + length))))
        yield index + first.length;
    }
  }

  *#halfTexts(text: string): Generator<number> {
    for (let length = Math.min(this.#longest - 1, text.length); length > 1; length--) {
      if (this.#beginnings.has(text.slice(-length))) yield text.length - length + firstLength(text.slice(-length));
      if (this.#endings.has(text.slice(0, length))) yield firstLength(text);
    }
  }
}

/** The text as a reader should see it. */
export function withoutMarks(text: string): string {
  return text.includes(breaker) ? text.replaceAll(breaker, "") : text;
}

function firstLength(text: string): number {
  return (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
}
