import type { LlamaModel } from "node-llama-cpp";

/**
 * Texts that mean something to the model beyond themselves: control tokens, and those user-defined tokens that are markup of a chat.
 * User-defined tokens are also runs of spaces and HTML tags, which must stay one token when somebody types them.
 *
 * @param templates whose markup counts
 */
export function modelControlTexts(model: LlamaModel, templates: readonly string[]): string[] {
  const texts: string[] = [];
  for (const token of model.iterateAllTokens()) {
    const isControl = model.isSpecialToken(token);
    if (!isControl && !model.getTokenAttributes(token).userDefined) continue;
    const text = model.detokenize([token], true);
    if (isControl || isChatMarkup(text, templates)) texts.push(text);
  }
  return texts;
}

const looksLikeTag = /^[<[].*[>\]]$/s;
const words = /[|_:｜▁]|think|tool|image|audio|video/i;

function isChatMarkup(text: string, templates: readonly string[]): boolean {
  if (!looksLikeTag.test(text)) return false;
  return words.test(text) || templates.some((template) => template.includes(text));
}
