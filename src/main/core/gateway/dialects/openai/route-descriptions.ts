import { json, serverSentEvents, type RouteDescriptions } from "../../openapi/route-description";
import { chatFields } from "./decode-chat";
import { completionFields } from "./decode-completion";
import { fields as templateFields } from "./questions/apply-template";
import { fields as detokenizeFields } from "./questions/detokenize";
import { fields as embeddingsFields } from "./questions/embeddings";
import { fields as rerankFields } from "./questions/rerank";
import { fields as tokenizeFields } from "./questions/tokenize";

const wholeOrStream = [json, serverSentEvents];

/** The routes of this dialect, and of what llama-server adds. Those under `/v1` are served under other beginnings too. */
export const openAiDescriptions: RouteDescriptions = {
  "GET /v1/models": { summary: "All models, and the names that lead to them." },
  "GET /v1/models/*": { summary: "One model." },
  "DELETE /v1/models/*": { summary: "Removes a model, or a name alone." },
  "POST /v1/chat/completions": {
    summary: "The next message of a conversation.",
    body: chatFields,
    required: ["messages"],
    answers: wholeOrStream,
  },
  "POST /v1/completions": {
    summary: "What comes after a text, without the model's template.",
    body: completionFields,
    required: ["prompt"],
    answers: wholeOrStream,
  },
  "POST /v1/responses": { summary: "The next items of a conversation.", answers: wholeOrStream },
  "POST /v1/responses/input_tokens": { summary: "How many tokens a conversation has." },
  "POST /v1/embeddings": { summary: "Vectors of texts.", body: embeddingsFields, required: ["input"] },
  "POST /v1/rerank": {
    summary: "Documents by how well they answer a query.",
    body: rerankFields,
    required: ["query", "documents"],
  },
  "POST /tokenize": { summary: "A text's tokens.", body: tokenizeFields, required: ["content"] },
  "POST /detokenize": { summary: "The text of tokens.", body: detokenizeFields, required: ["tokens"] },
  "POST /apply-template": {
    summary: "A conversation as the model's template writes it.",
    body: templateFields,
    required: ["messages"],
  },
  "GET /props": { summary: "Context, slots and template of a model, as llama-server tells them." },
  "GET /slots": { summary: "The slots of a model, as llama-server tells them." },
  "GET /health": { summary: "That a server answers, as llama-server tells it." },
};
