import type { z } from "zod";
import type { Conversation, ReasoningWish } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { anything, flag, invalidField, tokenBudget } from "../../decode/fields";
import { budgetWish, decodeEffort } from "../../decode/reasoning";
import { decodeFunctions, decodeTools } from "../../decode/tools";
import { decodeMessages } from "./decode-messages";

/** All that a chat's prompt is made of. */
export const conversationFields = {
  messages: anything(),
  tools: anything(),
  tool_choice: anything(),
  functions: anything(),
  function_call: anything(),
  parallel_tool_calls: flag(),
  reasoning_effort: anything(),
  enable_thinking: flag(),
  thinking_budget: tokenBudget(),
  reasoning_budget: tokenBudget(),
  chat_template_kwargs: anything(),
};
type ConversationFields = z.output<z.ZodObject<typeof conversationFields>>;

export interface DecodedConversation {
  readonly conversation: Conversation;
  readonly ignored: readonly string[];
}

/** @throws TresorError `invalid_request`, `unsupported` */
export function decodeConversation(fields: ConversationFields): DecodedConversation {
  const isOld = fields.functions !== undefined && fields.functions !== null;
  const { tools, toolChoice, ignored } = isOld
    ? decodeFunctions(fields.functions, fields.function_call)
    : decodeTools(fields.tools, fields.tool_choice);
  const templateArguments = decodeTemplateArguments(fields.chat_template_kwargs);
  return {
    conversation: {
      messages: decodeMessages(fields.messages),
      ...(tools.length === 0 ? {} : { tools, toolChoice, parallelCalls: fields.parallel_tool_calls }),
      reasoning: decodeReasoning(fields, templateArguments),
      templateArguments,
    },
    ignored,
  };
}

/** The more particular wins: a budget over a switch over a level. */
function decodeReasoning(
  fields: ConversationFields,
  templateArguments: Readonly<Record<string, unknown>> | undefined,
): ReasoningWish | undefined {
  const enabled = fields.enable_thinking ?? booleanOf(templateArguments?.["enable_thinking"]);
  const wish: ReasoningWish = {
    ...decodeEffort(fields.reasoning_effort, "reasoning_effort"),
    ...(enabled === undefined ? {} : { enabled }),
    ...budgetWish(fields.thinking_budget ?? fields.reasoning_budget),
  };
  return Object.keys(wish).length === 0 ? undefined : wish;
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function decodeTemplateArguments(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidField("chat_template_kwargs", "must be an object");
  return value;
}
