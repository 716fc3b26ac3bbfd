import type { Llama, LlamaModel, Token } from "node-llama-cpp";
import type { Prompt } from "../core/engine/engine";
import { ChatPrompt } from "./chat-prompt";
import { ControlText } from "./control-text";

export interface TokenizedPrompt {
  readonly tokens: Token[];
  /** Stop strings that the template asks for. */
  readonly stops: readonly string[];
}

/** Turns prompts into tokens for one model. */
export class PromptTokens {
  readonly #model: LlamaModel;
  readonly #chat: ChatPrompt;
  readonly #control: ControlText;

  constructor(llama: Llama, model: LlamaModel) {
    this.#model = model;
    const template = model.fileInfo.metadata.tokenizer.chat_template;
    this.#chat = new ChatPrompt(llama, template === undefined || template === "" ? null : template, {
      beginning: model.tokens.bosString ?? "",
      end: model.tokens.eosString ?? "",
    });
    this.#control = new ControlText(controlTexts(model));
  }

  get template(): "model" | "default" {
    return this.#chat.source;
  }

  /** @throws TresorError `invalid_request` */
  tokenize(prompt: Prompt): TokenizedPrompt {
    // A raw prompt is its sender's own rendering: control tokens in it are meant.
    if (prompt.type === "text") return { tokens: this.#begin(this.#tokenizePieces(prompt.text)), stops: [] };
    const messages = prompt.messages.map((message) => ({ ...message, content: this.#control.mark(message.content) }));
    return { tokens: this.#begin(this.#tokenizePieces(this.#chat.render(messages))), stops: this.#chat.stops };
  }

  #tokenizePieces(text: string): Token[] {
    return this.#control
      .cut(text)
      .flatMap((piece, index) =>
        piece === "" ? [] : this.#model.tokenize(piece, true, index === 0 ? undefined : "trimLeadingSpace"),
      );
  }

  /** The beginning-of-sequence token, where the model wants one and the template has not written it; an empty prompt needs one token. */
  #begin(tokens: Token[]): Token[] {
    const { bos, eos, shouldPrependBosToken } = this.#model.tokens;
    if (bos !== null && shouldPrependBosToken && tokens[0] !== bos) return [bos, ...tokens];
    if (tokens.length > 0) return tokens;
    const only = bos ?? eos;
    return only === null ? this.#model.tokenize("\n") : [only];
  }
}

function controlTexts(model: LlamaModel): string[] {
  const texts: string[] = [];
  for (const token of model.iterateAllTokens()) {
    if (model.isSpecialToken(token)) texts.push(model.detokenize([token], true));
  }
  return texts;
}
