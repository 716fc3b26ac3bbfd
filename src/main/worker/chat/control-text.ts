/** A character of the private use area: no tokenizer has it, and text that holds it already is not touched by it. */
const breaker = "\uE0F1";

/**
 * Keeps what people type from becoming control tokens. Where a message contains the text of one (`<|im_end|>`), a mark is put inside
 * it before the template is rendered; the rendered prompt is then tokenized in pieces cut at the marks, so that the text stays text.
 */
export class ControlText {
  readonly #pattern: RegExp | null;

  /** @param controlTexts texts of the model's control tokens */
  constructor(controlTexts: readonly string[]) {
    // A one-character control text could be cut nowhere, and would be an ordinary character anyway.
    const usable = controlTexts.filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
    this.#pattern = usable.length === 0 ? null : new RegExp(usable.map(escapePattern).join("|"), "gu");
  }

  /** Marks control texts in a user's text; most texts have none and come back as they are. */
  mark(text: string): string {
    const clean = text.includes(breaker) ? text.replaceAll(breaker, "") : text;
    if (this.#pattern === null) return clean;
    return clean.replace(this.#pattern, (match) => {
      const [first = "", ...rest] = match;
      return first + breaker + rest.join("");
    });
  }

  /** The rendered prompt cut at the marks; one piece when there are none. */
  cut(rendered: string): string[] {
    return rendered.split(breaker);
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
