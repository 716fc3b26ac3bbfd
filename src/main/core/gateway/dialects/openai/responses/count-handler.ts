import { askModel } from "../../../answer/ask-model";
import { bodyObject } from "../../../body/request-body";
import type { GatewayContext } from "../../../gateway-context";
import { callerOf } from "../../../identity/caller";
import type { Handler } from "../handler";
import { decodeResponses } from "./decode-responses";
import type { KeptResponses } from "./kept-responses";

/** `POST /v1/responses/input_tokens`: how many tokens the prompt of a response would have, exactly, without a slot. */
export function countHandler(context: GatewayContext, kept: KeptResponses): Handler {
  return async (request, reply) => {
    const { content } = decodeResponses(bodyObject(request), kept.recallOf(callerOf(request).client));
    const { reference, prompt } = content;
    const { output } = await askModel(context, request, reply, { reference, task: "count", input: { prompt } });
    return { object: "response.input_tokens", input_tokens: output.tokens };
  };
}
