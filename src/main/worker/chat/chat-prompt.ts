import type { Llama } from "node-llama-cpp";
import { TresorError } from "../../shared/errors";
import type { ChatMessage } from "../../shared/shapes/run";
import { createTemplateRenderer, type TemplateRenderer } from "./template-renderer";

/**
 * For a model without a template: a base model continues text. One message is continued as it stands, a conversation is written as
 * a script. Answers that use it say so (`x-tresor-template: default`).
 */
const defaultTemplate =
  "{%- if messages | length == 1 -%}{{ messages[0]['content'] }}" +
  "{%- else -%}{%- for message in messages -%}{{ message['role'] | capitalize }}: {{ message['content'] }}\n{% endfor -%}Assistant:" +
  "{%- endif -%}";

/** A conversation written by the default template ends where the next speaker would begin. */
const defaultStops = ["\nUser:", "\nSystem:"];

export interface SpecialTexts {
  readonly beginning: string;
  readonly end: string;
}

/** Renders conversations through the model's own template. */
export class ChatPrompt {
  readonly source: "model" | "default";
  readonly stops: readonly string[];
  readonly #renderer: TemplateRenderer;
  readonly #special: SpecialTexts;

  constructor(llama: Llama, template: string | null, special: SpecialTexts) {
    this.source = template === null ? "default" : "model";
    this.stops = template === null ? defaultStops : [];
    this.#renderer = createTemplateRenderer(llama, template ?? defaultTemplate);
    this.#special = special;
  }

  /** @throws TresorError `invalid_request` when the template refuses the conversation, with its reason */
  render(messages: readonly ChatMessage[]): string {
    try {
      return this.#renderer.render({
        messages,
        add_generation_prompt: true,
        bos_token: this.#special.beginning,
        eos_token: this.#special.end,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TresorError("invalid_request", `The model's chat template refuses these messages: ${reason}`, {
        field: "messages",
      });
    }
  }
}
