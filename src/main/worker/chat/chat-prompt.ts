import type { Llama } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Conversation } from "../../core/engine/conversation";
import { ChatTemplate, type RenderedChat, type SpecialTexts } from "./chat-template";
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

/** Renders conversations through the model's own template. One that cannot be used is an error of each chat, not of the load. */
export class ChatPrompt {
  readonly source: "model" | "default";
  readonly stops: readonly string[];
  readonly #templates: ModelTemplates;
  readonly #readings = new Map<string, Reading>();

  /** @param mark is applied to every string that a client sent */
  constructor(llama: Llama, templates: ModelTemplates, special: SpecialTexts, mark: (text: string) => string) {
    this.source = templates.chat === null ? "default" : "model";
    this.stops = templates.chat === null ? defaultStops : [];
    this.#templates = templates;
    for (const text of [templates.chat ?? defaultTemplate, templates.toolUse]) {
      if (text !== null)
        this.#readings.set(
          text,
          readingOf(text, () => new ChatTemplate(llama, text, special, mark)),
        );
    }
  }

  /** The template that a conversation is rendered with; null: the default one. */
  templateTextFor(conversation: Conversation): string | null {
    const { chat, toolUse } = this.#templates;
    return (conversation.tools ?? []).length > 0 ? (toolUse ?? chat) : chat;
  }

  /** @throws TresorError `invalid_request` with the template's reason, `unsupported` for a template that cannot be used */
  render(conversation: Conversation): RenderedChat {
    const reading = this.#readings.get(this.templateTextFor(conversation) ?? defaultTemplate);
    if (reading?.template !== undefined) return reading.template.render(conversation);
    throw new TresorError(
      "unsupported",
      `The model's chat template cannot be used: ${reading?.refusal ?? "it is missing"}. Send a ready prompt to the completions endpoint instead.`,
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
