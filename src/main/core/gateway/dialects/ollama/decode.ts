import type { Conversation } from "../../../engine/conversation";
import type { Prompt } from "../../../engine/prompt";
import type { DecodedRequest } from "../../answer/answer-format";
import { anything, flag, readFields, text } from "../../decode/fields";
import { decodeTools } from "../../decode/tools";
import { decodeMessages } from "./decode-messages";
import { decodeOptions, decodeThink, refuseImages, requestFields } from "./decode-options";
import { requestTemplate } from "./template/checked-template";

export const chatFields = requestFields.extend({ messages: anything(), tools: anything(), tool_choice: anything() });

export const generateFields = requestFields.extend({
  prompt: text(),
  system: text(),
  suffix: text(),
  template: text(),
  context: anything(),
  raw: flag(),
  images: anything(),
});

/** A request for text, or, with nothing to answer, the wish to have the model loaded or unloaded. */
export type OllamaRequest = ({ readonly type: "answer" } & DecodedRequest) | LoadRequest;

export interface LoadRequest {
  readonly type: "load" | "unload";
  readonly reference: string;
  readonly keepAliveSeconds?: number | null | undefined;
  readonly context?: number | undefined;
}

/** The body of `POST /api/chat`. @throws TresorError `invalid_request`, `unsupported`, both naming the field */
export function decodeChat(body: unknown): OllamaRequest {
  const fields = readFields(chatFields, body);
  const options = decodeOptions(fields);
  const { messages } = fields;
  if (messages === undefined || messages === null || (Array.isArray(messages) && messages.length === 0)) {
    return loadRequest(options.content);
  }
  const { tools, toolChoice, ignored } = decodeTools(fields.tools, fields.tool_choice);
  const conversation = {
    messages: decodeMessages(messages),
    ...(tools.length === 0 ? {} : { tools, toolChoice }),
    reasoning: decodeThink(fields.think),
  };
  return {
    type: "answer",
    content: { ...options.content, prompt: { type: "chat", conversation } },
    stream: fields.stream ?? true,
    ignored: [...ignored, ...options.ignored],
  };
}

/**
 * The body of `POST /api/generate`. The prompt goes through the model's template as a user's message, unless it is `raw`.
 * What an earlier answer gave as `context` is left out: a conversation is sent as one. @throws TresorError `invalid_request`, `unsupported`, both naming the field
 */
export function decodeGenerate(body: unknown): OllamaRequest {
  const fields = readFields(generateFields, body);
  const options = decodeOptions(fields);
  refuseImages(fields.images, "images");
  const { prompt = "", suffix = "", system = "" } = fields;
  if (prompt === "" && suffix === "") {
    return loadRequest(options.content);
  }
  const messages = [
    ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
    { role: "user" as const, content: prompt },
  ];
  const { template = "" } = fields;
  const conversation = {
    messages,
    reasoning: decodeThink(fields.think),
    ...(template === "" || fields.raw === true ? {} : { template: requestTemplate(template) }),
  };
  const hasContext = Array.isArray(fields.context) && fields.context.length > 0;
  return {
    type: "answer",
    content: {
      ...options.content,
      prompt: promptOf(prompt, suffix, fields.raw === true ? null : conversation),
    },
    stream: fields.stream ?? true,
    ignored: [...options.ignored, ...(hasContext ? ["context"] : [])],
  };
}

/** With a suffix, what goes between the two texts; a model that was not trained for that refuses. */
function promptOf(text: string, suffix: string, conversation: Conversation | null): Prompt {
  if (suffix !== "") return { type: "fill", prefix: text, suffix };
  return conversation === null ? { type: "text", text } : { type: "chat", conversation };
}

/** A model that is to be kept for no time at all is to be unloaded. */
export function loadRequest({ reference, keepAliveSeconds, context }: Omit<LoadRequest, "type">): LoadRequest {
  return keepAliveSeconds === 0
    ? { type: "unload", reference }
    : { type: "load", reference, keepAliveSeconds, context };
}
