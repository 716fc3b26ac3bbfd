import type { DecodedRequest } from "../../answer/answer-format";
import { isObject } from "../../body/json-document";
import { anything, readFields, tokenLimit, unsupportedField } from "../../decode/fields";
import { decodeGeneration, generationFields, ignoredOf } from "./generation-fields";
import { decodeMessages } from "./decode-messages";

const chatFields = generationFields.extend({
  messages: anything(),
  max_completion_tokens: tokenLimit(),
  response_format: anything(),
  tools: anything(),
  tool_choice: anything(),
  functions: anything(),
  function_call: anything(),
});

export interface DecodedOpenAiRequest extends DecodedRequest {
  readonly includeUsage: boolean;
}

/** The body of `POST /v1/chat/completions`. @throws TresorError `invalid_request`, `unsupported`, both naming the field */
export function decodeChat(body: unknown): DecodedOpenAiRequest {
  const fields = readFields(chatFields, body);
  refuseFormat(fields.response_format);
  refuseForcedCall("tool_choice", fields.tool_choice);
  refuseForcedCall("function_call", fields.function_call);
  const generation = decodeGeneration(fields, fields.max_completion_tokens ?? fields.max_tokens);
  return {
    content: { ...generation, prompt: { type: "chat", messages: decodeMessages(fields.messages) } },
    stream: fields.stream ?? false,
    includeUsage: fields.stream_options,
    ignored: ignoredOf(fields, ["tools", "functions", "logit_bias"]),
  };
}

function refuseFormat(format: unknown): void {
  if (format === undefined || format === null) return;
  const type = isObject(format) ? format["type"] : format;
  if (type === "text") return;
  throw unsupportedField("response_format", 'can only be {"type": "text"}; ask for JSON in the prompt');
}

/** Tools are left out, and the header says so; a call that must happen cannot be left out. */
function refuseForcedCall(field: string, choice: unknown): void {
  if (choice === "required" || isObject(choice)) {
    throw unsupportedField(field, 'cannot demand a call: tools are not supported; use "auto" or "none"');
  }
}
