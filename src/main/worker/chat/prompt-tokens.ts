import type { Llama, LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Conversation } from "../../core/engine/conversation";
import type { Prompt } from "../../core/engine/prompt";
import { isToken } from "../token-numbers";
import { ChatPrompt, type ModelTemplates } from "./chat-prompt";
import { ControlText, withoutMarks } from "./control-text";
import { firstThatFits, shorterForms } from "./drop-oldest";
import { fillTokens } from "./fill-tokens";
import { commonPrefixLength } from "./generation-prompt";
import { MarkerParts } from "./marker-parts";
import { modelControlTexts } from "./model-control-texts";
import { RecentValues } from "./recent-values";

export interface PreparedPrompt {
  readonly tokens: Token[];
  /** As the model reads it; of ready tokens their text. */
  readonly text: string;
  /** Stop strings that the template asks for. */
  readonly stops: readonly string[];
  /** The end of `text` that begins the assistant's answer; empty when the prompt is no chat. */
  readonly generationPrompt: string;
  /** The template it was rendered with; null: Tresor's default one, or none. */
  readonly templateText: string | null;
  /** How many of `tokens` hold system text and tools, which other conversations share; 0 when there are none. */
  readonly systemTokens: number;
  /** How many of `tokens` come before the `generationPrompt`: a later prompt may begin the same answer, once it is finished, otherwise. */
  readonly turnTokens: number;
}

/** Conversations with different system texts that take turns, as those of an agent and its helpers. */
const rememberedBeginnings = 16;

/** Turns prompts into tokens for one model. */
export class PromptTokens {
  readonly #model: LlamaModel;
  readonly #chat: ChatPrompt;
  readonly #control: ControlText;
  readonly #parts: MarkerParts;
  /** Tokens of beginnings (system text, tools, another first message) by their text. */
  readonly #beginnings = new RecentValues<string, readonly Token[]>(rememberedBeginnings);

  constructor(llama: Llama, model: LlamaModel) {
    this.#model = model;
    const templates = templatesOf(model);
    const controlTexts = modelControlTexts(model, [templates.chat ?? "", templates.toolUse ?? ""]);
    this.#control = new ControlText(controlTexts);
    this.#parts = new MarkerParts(controlTexts);
    const special = { beginning: model.tokens.bosString ?? "", end: model.tokens.eosString ?? "" };
    this.#chat = new ChatPrompt(llama, templates, special, (text) => this.#control.mark(text));
  }

  get template(): "model" | "default" {
    return this.#chat.source;
  }

  /** @throws TresorError `invalid_request`, `unsupported` */
  prepare(prompt: Prompt): PreparedPrompt {
    switch (prompt.type) {
      case "chat":
        return this.#prepareChat(prompt.conversation);
      case "text":
        // A raw prompt is its sender's own rendering: control tokens in it are meant.
        return plain(this.#begin(this.#tokenize(prompt.text, false)), prompt.text);
      case "fill":
        return plain(this.#begin(fillTokens(this.#model, prompt)), prompt.prefix);
      case "tokens":
        return this.#prepareTokens(prompt.tokens);
    }
  }

  /**
   * The same with what is oldest left out until it has at most so many tokens: of a conversation its first turns, of a text or ready
   * tokens their beginning.
   *
   * @throws TresorError `context_exceeded` when the shortest form is too long, and those of `prepare`
   */
  fit(prompt: Prompt, limitTokens: number): PreparedPrompt {
    // One less than fits: the beginning-of-sequence token may come before it.
    if (prompt.type === "fill") {
      return plain(this.#begin(fillTokens(this.#model, prompt, limitTokens - 1)), prompt.prefix);
    }
    if (prompt.type !== "chat") return this.#fitTokens(this.prepare(prompt), limitTokens);
    let shortest = 0;
    const fitting = firstThatFits(
      shorterForms(prompt.conversation.messages),
      (messages) => this.#prepareChat({ ...prompt.conversation, messages }),
      ({ tokens }) => (shortest = tokens.length) <= limitTokens,
    );
    if (fitting !== null) return fitting;
    throw new TresorError(
      "context_exceeded",
      `The prompt has ${shortest} tokens even without its oldest messages, and ${limitTokens} fit; shorten the last messages or the system text.`,
      { promptTokens: shortest, limitTokens },
    );
  }

  #prepareChat(conversation: Conversation): PreparedPrompt {
    if (conversation.messages.length === 0)
      throw new TresorError("invalid_request", "`messages` is empty; send at least one message.", {
        field: "messages",
      });
    const chat = this.#chat.render(conversation);
    const tokens = this.#begin(this.#tokenizeMarked(chat.text));
    return {
      tokens,
      text: withoutMarks(chat.text),
      stops: this.#chat.stopsFor(conversation),
      generationPrompt: withoutMarks(chat.generationPrompt),
      templateText: this.#chat.templateTextFor(conversation),
      systemTokens:
        chat.otherWithSameBeginning === null
          ? 0
          : commonPrefixLength(tokens, this.#beginningTokens(chat.otherWithSameBeginning)),
      turnTokens: tokens.length - this.#tokenizeMarked(chat.generationPrompt).length,
    };
  }

  #beginningTokens(text: string): readonly Token[] {
    return this.#beginnings.get(text, () => this.#begin(this.#tokenizeMarked(text)));
  }

  #prepareTokens(tokens: readonly number[]): PreparedPrompt {
    const known = tokens.length > 0 && tokens.every((token) => isToken(this.#model, token));
    if (!known)
      throw new TresorError(
        "invalid_request",
        "`prompt` must hold at least one token id, each of this model's vocabulary.",
        {
          field: "prompt",
        },
      );
    const own = tokens;
    return plain([...own], this.#model.detokenize(own, true));
  }

  #fitTokens(prepared: PreparedPrompt, limitTokens: number): PreparedPrompt {
    if (prepared.tokens.length <= limitTokens) return prepared;
    const { bos } = this.#model.tokens;
    const begin = bos !== null && prepared.tokens[0] === bos ? [bos] : [];
    const tokens = [...begin, ...prepared.tokens.slice(prepared.tokens.length - limitTokens + begin.length)];
    return plain(tokens, this.#model.detokenize(tokens.slice(begin.length), true));
  }

  #tokenizeMarked(text: string): Token[] {
    return this.#control.cut(text).flatMap((piece, index) => this.#tokenize(piece, index > 0));
  }

  /** `goesOn`: text comes before it, so no blank is put in front. */
  #tokenize(text: string, goesOn: boolean): Token[] {
    if (text === "") return [];
    const trim = goesOn ? "trimLeadingSpace" : undefined;
    return this.#parts
      .of(text)
      .flatMap((part, index) => this.#model.tokenize(part, true, index === 0 ? trim : undefined));
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

function plain(tokens: Token[], text: string): PreparedPrompt {
  const parts = { systemTokens: 0, turnTokens: tokens.length };
  return { tokens, text, stops: [], generationPrompt: "", templateText: null, ...parts };
}

function templatesOf(model: LlamaModel): ModelTemplates {
  const { tokenizer } = model.fileInfo.metadata;
  const named: unknown = Reflect.get(tokenizer, "chat_template.tool_use");
  const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return { chat: textOf(tokenizer.chat_template), toolUse: textOf(named) };
}
