import { z } from "zod";
import type { Conversation } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { anything } from "../../decode/fields";
import { decodeMessages } from "./decode-messages";
import { decodeSystem } from "./decode-system";
import { decodeThinking } from "./decode-thinking";
import { decodeTools } from "./decode-tools";
import { foundTools } from "./found-tools";

/** All that a prompt is made of, in `messages` as in `count_tokens`. */
export const conversationFields = {
  system: anything(),
  messages: anything(),
  tools: anything(),
  tool_choice: anything(),
  thinking: anything(),
  context_management: anything(),
  output_config: z
    .looseObject({ effort: anything(), format: anything() }, "must be an object")
    .nullish()
    .transform((config) => config ?? {}),
};
type ConversationFields = z.output<z.ZodObject<typeof conversationFields>>;

/** @throws TresorError `invalid_request`, `unsupported` */
export function decodeConversation(fields: ConversationFields): {
  readonly conversation: Conversation;
  readonly ignored: readonly string[];
} {
  const system = decodeSystem(fields.system, "system");
  const { conversation, ignored } = decodeTools(fields.tools, fields.tool_choice, foundTools(fields.messages));
  const told = (conversation.tools ?? []).filter(({ isToldInMessages }) => isToldInMessages);
  const messages = decodeMessages(fields.messages, told);
  return {
    conversation: {
      messages: system === "" ? messages : [{ role: "system", content: system }, ...messages],
      ...conversation,
      reasoning: decodeThinking({
        thinking: fields.thinking,
        effort: fields.output_config.effort,
        edits: isObject(fields.context_management) ? fields.context_management["edits"] : undefined,
      }),
    },
    ignored,
  };
}
