import type { DecodedRequest } from "../../answer/answer-format";
import { anything, flag, readFields, text, unsupportedField } from "../../decode/fields";
import { decodeTools } from "../../decode/tools";
import { decodeMessages } from "./decode-messages";
import { decodeOptions, decodeThink, refuseImages, requestFields } from "./decode-options";

export const chatFields = requestFields.extend({ messages: anything(), tools: anything(), tool_choice: anything() });

export const generateFields = requestFields.extend({
  prompt: text(),
  system: text(),
  suffix: text(),
  raw: flag(),
  images: anything(),
});

/** A request for text, or, with nothing to answer, the wish to have the model loaded or unloaded. */
export type OllamaRequest = ({ readonly type: "answer" } & DecodedRequest) | LoadRequest;

export interface LoadRequest {
  readonly type: "load" | "unload";
  readonly reference: string;
  readonly keepAliveSeconds?: number | null | undefined;
}

/** The body of `POST /api/chat`. @throws TresorError `invalid_request`, `unsupported`, both naming the field */
export function decodeChat(body: unknown): OllamaRequest {
  const fields = readFields(chatFields, body);
  const options = decodeOptions(fields);
  const { messages } = fields;
  if (messages === undefined || messages === null || (Array.isArray(messages) && messages.length === 0)) {
    return loadRequest(options);
  }
  const { tools, toolChoice, ignored } = decodeTools(fields.tools, fields.tool_choice);
  const conversation = {
    messages: decodeMessages(messages),
    ...(tools.length === 0 ? {} : { tools, toolChoice }),
    reasoning: decodeThink(fields.think),
  };
  return {
    type: "answer",
    content: { ...options, prompt: { type: "chat", conversation } },
    stream: fields.stream ?? true,
    ignored,
  };
}

/**
 * The body of `POST /api/generate`. The prompt goes through the model's template as a user's message, unless it is `raw`;
 * a `template` of the client's own is ignored. @throws TresorError `invalid_request`, `unsupported`, both naming the field
 */
export function decodeGenerate(body: unknown): OllamaRequest {
  const fields = readFields(generateFields, body);
  const options = decodeOptions(fields);
  refuseImages(fields.images, "images");
  if (fields.suffix !== undefined && fields.suffix !== "") {
    throw unsupportedField("suffix", "is not supported; put all text into prompt");
  }
  const { prompt = "", system = "" } = fields;
  if (prompt === "") {
    return loadRequest(options);
  }
  const messages = [
    ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
    { role: "user" as const, content: prompt },
  ];
  const conversation = { messages, reasoning: decodeThink(fields.think) };
  return {
    type: "answer",
    content: {
      ...options,
      prompt: fields.raw === true ? { type: "text", text: prompt } : { type: "chat", conversation },
    },
    stream: fields.stream ?? true,
    ignored: [],
  };
}

/** A model that is to be kept for no time at all is to be unloaded. */
export function loadRequest({ reference, keepAliveSeconds }: Omit<LoadRequest, "type">): LoadRequest {
  return keepAliveSeconds === 0 ? { type: "unload", reference } : { type: "load", reference, keepAliveSeconds };
}
