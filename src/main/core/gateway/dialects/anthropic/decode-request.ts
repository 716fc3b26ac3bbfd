import { z } from "zod";
import { TresorError } from "../../../../../shared/errors";
import type { OutputFormat } from "../../../engine/sampling";
import type { DecodedRequest } from "../../answer/answer-format";
import { isObject } from "../../body/json-document";
import {
  anything,
  flag,
  invalidField,
  numberBetween,
  readFields,
  stops,
  text,
  wholeNumberBetween,
} from "../../decode/fields";
import { schemaFormat } from "../../decode/format";
import { samplingFields, samplingOf } from "../../decode/sampling-fields";
import { conversationFields, decodeConversation } from "./decode-conversation";

export const requestFields = z.looseObject({
  ...samplingFields,
  ...conversationFields,
  model: text(),
  stream: flag(),
  max_tokens: wholeNumberBetween(1, Number.MAX_SAFE_INTEGER),
  stop_sequences: stops(),
  temperature: numberBetween(0, 1),
  output_format: anything(),
});

/** Known fields that change what Anthropic's own service does, and nothing here. */
const withoutEffect = ["mcp_servers", "container", "thread"] as const;

/**
 * The body of `POST /v1/messages`. More tokens than the context has room for are asked for by every agent; the engine stops where it
 * ends. @throws TresorError `invalid_request`, `unsupported`, both naming the field
 */
export function decodeRequest(body: unknown): DecodedRequest {
  const fields = readFields(requestFields, body);
  if (fields.max_tokens === undefined) throw invalidField("max_tokens", "is required");
  refuseContinuation(fields["thread"]);
  const { conversation, ignored } = decodeConversation(fields);
  return {
    content: {
      reference: fields.model === "" ? undefined : fields.model,
      prompt: { type: "chat", conversation },
      sampling: samplingOf(fields),
      format:
        decodeFormat(fields.output_config.format, "output_config.format") ??
        decodeFormat(fields.output_format, "output_format"),
      stop: fields.stop_sequences,
      maxTokens: fields.max_tokens,
    },
    stream: fields.stream ?? false,
    ignored: [...ignored, ...withoutEffect.filter((name) => isMeant(fields[name]))],
  };
}

/**
 * Conversations are kept nowhere, so one that is sent without its beginning cannot be answered. By the code in this failure the client
 * knows that it must send all of it again, and does.
 */
function refuseContinuation(thread: unknown): void {
  if (!isObject(thread) || thread["type"] !== "continue") return;
  throw new TresorError("unsupported", "thread is not kept here; send the whole conversation instead.", {
    field: "thread",
    errorCode: "thread_not_found",
  });
}

function decodeFormat(format: unknown, field: string): OutputFormat | undefined {
  if (format === undefined || format === null) return undefined;
  if (!isObject(format) || format["type"] !== "json_schema")
    throw invalidField(`${field}.type`, 'must be "json_schema"');
  return schemaFormat(format["schema"], `${field}.schema`);
}

function isMeant(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
