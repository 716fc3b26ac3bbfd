import type { FastifyReply, FastifyRequest } from "fastify";
import type { Prompt } from "../../../engine/prompt";
import { askModel } from "../../answer/ask-model";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { answerIdentity } from "./answer-identity";
import { decodeCompletion } from "./decode-completion";
import { completionFormat } from "./encode-completion";
import type { Handler } from "./handler";
import { SeveralPrompts } from "./several-prompts";

/** `POST /v1/completions`. */
export function completionsHandler(context: GatewayContext): Handler {
  const textOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string | undefined,
    prompt: Prompt,
  ) => {
    switch (prompt.type) {
      case "text":
        return prompt.text;
      case "fill":
        return prompt.prefix;
      case "tokens": {
        const input = { tokens: prompt.tokens };
        return (await askModel(context, request, reply, { reference, task: "detokenize", input })).output.text;
      }
      case "chat":
        return "";
    }
  };

  return async (request, reply) => {
    const decoded = decodeCompletion(bodyObject(request));
    const { prompts, content, choicesPerPrompt, bestCount, showLogprobs } = decoded;
    const echoes: string[] = [];
    for (const prompt of decoded.echo ? prompts : []) {
      echoes.push(await textOf(request, reply, content.reference, prompt));
    }
    const inference = prompts.length === 1 ? context.inference : new SeveralPrompts(context.inference, prompts);
    const format = completionFormat(answerIdentity("cmpl", request, decoded), {
      echoes,
      choicesPerPrompt,
      bestCount,
      showLogprobs,
    });
    await serveAnswer({ ...context, inference }, request, reply, decoded, format);
    return undefined;
  };
}
