import type { Llama } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Conversation } from "../../core/engine/conversation";
import { ChatTemplate, type RenderedChat, type SpecialTexts } from "./chat-template";
import { RecentValues } from "./recent-values";
import { refusalOfTemplate } from "./template-limits";

/**
 * For a model without a template: a base model continues text. One message is continued as it stands, a conversation is written as
 * a script. Answers that use it say so (`x-tresor-template: default`).
 */
const defaultTemplate =
  "{%- if messages | length == 1 -%}{{ messages[0]['content'] }}" +
  "{%- else -%}{%- for message in messages -%}{{ message['role'] | capitalize }}: {{ message['content'] }}\n{% endfor -%}" +
  "{%- if add_generation_prompt -%}Assistant:{%- endif -%}{%- endif -%}";

/** A conversation written by the default template ends where the next speaker would begin. */
const defaultStops = ["\nUser:", "\nSystem:"];

/** The templates that a model file carries. */
export interface ModelTemplates {
  readonly chat: string | null;
  /** A second one for conversations with tools, in some files. */
  readonly toolUse: string | null;
}

/** Templates that conversations bring along and that are kept ready. */
const rememberedTemplates = 8;

/** Renders conversations through the model's own template, or the one that they bring along. One that cannot be used is an error of each chat, not of the load. */
export class ChatPrompt {
  readonly source: "model" | "default";
  readonly #templates: ModelTemplates;
  readonly #readings = new Map<string, Reading>();
  readonly #brought = new RecentValues<string, Reading>(rememberedTemplates);
  readonly #read: (text: string) => Reading;

  /** @param mark is applied to every string that a client sent */
  constructor(llama: Llama, templates: ModelTemplates, special: SpecialTexts, mark: (text: string) => string) {
    this.source = templates.chat === null ? "default" : "model";
    this.#templates = templates;
    this.#read = (text) => readingOf(text, () => new ChatTemplate(llama, text, special, mark));
    for (const text of [templates.chat ?? defaultTemplate, templates.toolUse]) {
      if (text !== null) this.#readings.set(text, this.#read(text));
    }
  }

  stopsFor(conversation: Conversation): readonly string[] {
    return this.templateTextFor(conversation) === null ? defaultStops : [];
  }

  /** The template that a conversation is rendered with; null: the default one. */
  templateTextFor(conversation: Conversation): string | null {
    if (conversation.template !== undefined) return conversation.template;
    const { chat, toolUse } = this.#templates;
    return (conversation.tools ?? []).length > 0 ? (toolUse ?? chat) : chat;
  }

  /** @throws TresorError `invalid_request` with the template's reason, `unsupported` for a template that cannot be used */
  render(conversation: Conversation): RenderedChat {
    const text = this.templateTextFor(conversation) ?? defaultTemplate;
    const reading = this.#readings.get(text) ?? this.#brought.get(text, () => this.#read(text));
    if (reading.template !== undefined) return reading.template.render(conversation);
    const whose = conversation.template === undefined ? "The model's chat" : "The name's own";
    throw new TresorError(
      "unsupported",
      `${whose} template cannot be used: ${reading.refusal}. Send a ready prompt to the completions endpoint instead.`,
    );
  }
}

type Reading = { readonly template: ChatTemplate } | { readonly template?: undefined; readonly refusal: string };

function readingOf(text: string, read: () => ChatTemplate): Reading {
  const refusal = refusalOfTemplate(text);
  if (refusal !== null) return { refusal };
  try {
    return { template: read() };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}
