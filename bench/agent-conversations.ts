import { promptOf } from "./prompt";

const systemTokens = 60;
const turnTokens = 140;
const answerTokens = 8;
const inFlight = 4;

interface Message {
  readonly role: string;
  readonly content: string;
}

interface ChatAnswer {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly prompt_tokens_details?: { readonly cached_tokens?: number };
  };
}

/** Prompt tokens of some turns. A conversation's new tokens are those by which its prompt is longer than the one before. */
export interface PromptTokens {
  readonly fresh: number;
  readonly recomputed: number;
}

/** Agents that resend their whole conversation at every turn, all under one system prompt, some at once. */
export class AgentConversations {
  readonly #url: () => string;
  readonly #model: string;
  readonly #conversations: { messages: readonly Message[]; promptTokens: number }[];
  #turns = 0;

  constructor(url: () => string, model: string, count: number) {
    this.#url = url;
    this.#model = model;
    const system = { role: "system", content: promptOf(systemTokens, 1) };
    this.#conversations = Array.from({ length: count }, () => ({ messages: [system], promptTokens: 0 }));
  }

  /** Takes every conversation some turns further, one turn of each after the other. */
  async advance(turns: number): Promise<PromptTokens> {
    const sum = { fresh: 0, recomputed: 0 };
    for (let turn = 0; turn < turns; turn++) {
      const waiting = this.#conversations.map((_, index) => index);
      const agent = async () => {
        for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
          const { fresh, recomputed } = await this.#ask(index);
          sum.fresh += fresh;
          sum.recomputed += recomputed;
        }
      };
      await Promise.all(Array.from({ length: inFlight }, agent));
      this.#turns += 1;
    }
    return sum;
  }

  async #ask(index: number): Promise<PromptTokens> {
    const conversation = this.#conversations[index];
    if (conversation === undefined) throw new Error(`There is no conversation ${index}.`);
    const question = { role: "user", content: promptOf(turnTokens, 1_000 * (index + 1) + this.#turns) };
    const messages = [...conversation.messages, question];
    const { choices, usage } = await this.#complete(messages);
    const answer = { role: "assistant", content: choices[0]?.message.content ?? "" };
    const fresh = usage.prompt_tokens - conversation.promptTokens;
    this.#conversations[index] = { messages: [...messages, answer], promptTokens: usage.prompt_tokens };
    return { fresh, recomputed: usage.prompt_tokens - (usage.prompt_tokens_details?.cached_tokens ?? 0) };
  }

  async #complete(messages: readonly Message[]): Promise<ChatAnswer> {
    const response = await fetch(`${this.#url()}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: this.#model, messages, max_tokens: answerTokens, temperature: 0 }),
    });
    if (!response.ok) throw new Error(`A turn answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as ChatAnswer;
  }
}
