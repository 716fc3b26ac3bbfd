import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { answerIdentity } from "./answer-identity";
import { decodeChat } from "./decode-chat";
import { chatFormat } from "./encode-chat";
import type { Handler } from "./handler";

/** `POST /v1/chat/completions`. */
export function chatHandler(context: GatewayContext): Handler {
  return async (request, reply) => {
    const decoded = decodeChat(bodyObject(request));
    await serveAnswer(context, request, reply, decoded, chatFormat(answerIdentity("chatcmpl", request, decoded)));
    return undefined;
  };
}
