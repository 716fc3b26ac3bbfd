import type { Llama } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Conversation, ToolDefinition } from "../../core/engine/conversation";
import { callSyntaxOf, type CallSyntax } from "./call-syntax";
import { unfenceIntegers, withoutFences } from "./messages/exact-numbers";
import { markedValue } from "./messages/marked-value";
import type { PlainMessage } from "./messages/plain-message";
import { readConversation } from "./messages/read-conversation";
import { withSystemText } from "./messages/system-texts";
import type { TemplateMessage } from "./messages/template-message";
import { templateMessages } from "./messages/template-messages";
import { generationPromptOf, lastStepOf } from "./generation-prompt";
import type { TemplateRenderer, TemplateVariables } from "./renderer";
import { createTemplateRenderer } from "./template-renderer";
import { isSwitchedOffByWord, reasoningVariables, toolAliases } from "./template-variables";
import { toolInstruction } from "./tool-instruction";
import { probeTraits } from "./traits/probe-traits";
import type { TemplateTraits } from "./traits/template-traits";

export interface SpecialTexts {
  readonly beginning: string;
  readonly end: string;
}

/** Texts still have the marks of control texts. */
export interface RenderedChat {
  readonly text: string;
  readonly generationPrompt: string;
  /** The same system text and tools with another first message; null where there are neither. */
  readonly otherWithSameBeginning: string | null;
}

/** A word as first message that no conversation begins with. */
const otherMessage: PlainMessage = { role: "user", content: "\u2060" };

/** Renders conversations through one template, in the shape that this template shows whole. */
export class ChatTemplate {
  readonly text: string;
  readonly #renderer: TemplateRenderer;
  readonly #special: SpecialTexts;
  readonly #mark: (text: string) => string;
  readonly #traits: TemplateTraits;
  readonly #syntax: CallSyntax;

  /**
   * @param mark is applied to every string that a client sent
   * @throws Error when no renderer can read the template
   */
  constructor(llama: Llama, template: string, special: SpecialTexts, mark: (text: string) => string) {
    this.text = template;
    this.#renderer = createTemplateRenderer(llama, template);
    this.#special = special;
    this.#mark = (text) => mark(withoutFences(text));
    this.#syntax = callSyntaxOf(template);
    this.#traits = probeTraits(template, (messages, variables = {}) => {
      try {
        return this.#renderer.render(this.#variables(messages, variables, true));
      } catch {
        return null;
      }
    });
  }

  /** @throws TresorError `invalid_request` when the template refuses the conversation, with its reason */
  render(conversation: Conversation): RenderedChat {
    const tools = this.#tools((conversation.tools ?? []).filter(({ isToldInMessages }) => isToldInMessages !== true));
    const variables = {
      ...reasoningVariables(conversation.reasoning ?? {}, this.text),
      ...this.#toolVariables(tools),
      ...this.#templateArguments(conversation),
    };
    const messages = this.#withOwnTexts(readConversation(conversation.messages, this.#mark), conversation, tools);
    const shaped = this.#shaped(messages);
    const text = this.#rendered(shaped, variables);
    const systems = messages.slice(0, beginningLength(messages));
    const hasBeginning = systems.length > 0 || tools.length > 0;
    return {
      text,
      generationPrompt: this.#generationPrompt(messages, shaped, text, variables),
      otherWithSameBeginning: hasBeginning
        ? this.#attempt(this.#shaped([...systems, otherMessage]), variables, true)
        : null,
    };
  }

  #generationPrompt(
    messages: readonly PlainMessage[],
    shaped: readonly TemplateMessage[],
    text: string,
    variables: TemplateVariables,
  ): string {
    const lastText = messages.at(-1)?.content ?? "";
    const step = lastStepOf(messages);
    if (step.length < messages.length) {
      const short = this.#shaped(step);
      const withPrompt = this.#attempt(short, variables, true);
      const found = withPrompt && generationPromptOf(withPrompt, this.#attempt(short, variables, false), lastText);
      if (found && text.endsWith(found)) return found;
    }
    return generationPromptOf(text, this.#attempt(shaped, variables, false), lastText);
  }

  #shaped(messages: readonly PlainMessage[]): readonly TemplateMessage[] {
    return templateMessages(messages, this.#traits, this.#syntax);
  }

  /** Adds what this template does not say itself: its tools, and the word that switches reasoning off. */
  #withOwnTexts(
    messages: readonly PlainMessage[],
    conversation: Conversation,
    tools: readonly TemplateTool[],
  ): readonly PlainMessage[] {
    const texts = [
      ...(tools.length > 0 && this.#traits.tools === null ? [toolInstruction(tools, this.#syntax)] : []),
      ...(conversation.reasoning?.enabled === false && isSwitchedOffByWord(this.text) ? ["/no_think"] : []),
    ];
    return texts.reduce(withSystemText, messages);
  }

  #tools(tools: readonly ToolDefinition[]): readonly TemplateTool[] {
    return tools.map((tool, index) => ({
      type: "function",
      function: {
        name: this.#mark(tool.name),
        description: this.#mark(tool.description ?? ""),
        parameters: this.#marked(
          typeof tool.parameters === "boolean" ? {} : tool.parameters,
          `tools[${index}].parameters`,
        ),
      },
    }));
  }

  #toolVariables(tools: readonly TemplateTool[]): TemplateVariables {
    if (tools.length === 0 || this.#traits.tools === null) return {};
    return { tools, ...(this.#traits.tools === "aliases" ? toolAliases(tools) : {}) };
  }

  #templateArguments(conversation: Conversation): TemplateVariables {
    const given = this.#marked(conversation.templateArguments ?? {}, "chat_template_kwargs") as TemplateVariables;
    return Object.fromEntries(Object.entries(given).filter(([name]) => name !== "messages" && name !== "tools"));
  }

  #marked(value: unknown, field: string): unknown {
    return markedValue(value, this.#mark, field);
  }

  #variables(messages: readonly TemplateMessage[], variables: TemplateVariables, prompts: boolean): TemplateVariables {
    return {
      bos_token: this.#special.beginning,
      eos_token: this.#special.end,
      ...variables,
      messages,
      add_generation_prompt: prompts,
    };
  }

  #rendered(messages: readonly TemplateMessage[], variables: TemplateVariables): string {
    try {
      return unfenceIntegers(this.#renderer.render(this.#variables(messages, variables, true)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TresorError("invalid_request", `The model's chat template refuses these messages: ${reason}`, {
        field: "messages",
      });
    }
  }

  #attempt(messages: readonly TemplateMessage[], variables: TemplateVariables, prompts: boolean): string | null {
    try {
      return unfenceIntegers(this.#renderer.render(this.#variables(messages, variables, prompts)));
    } catch {
      return null;
    }
  }
}

interface TemplateTool {
  readonly type: "function";
  readonly function: { readonly name: string; readonly description: string; readonly parameters: unknown };
}

function beginningLength(messages: readonly PlainMessage[]): number {
  const at = messages.findIndex(({ role }) => role !== "system");
  return at < 0 ? messages.length : at;
}
