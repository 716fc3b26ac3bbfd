import { json, serverSentEvents, type RouteDescriptions } from "../../openapi/route-description";
import { fields as countFields } from "./count-tokens";
import { requestFields } from "./decode-request";

/** The routes of this dialect that no other has; the lists of models are where OpenAI has them, by the header `anthropic-version`. */
export const anthropicDescriptions: RouteDescriptions = {
  "POST /v1/messages": {
    summary: "The next message of a conversation.",
    body: requestFields,
    required: ["messages", "max_tokens"],
    answers: [json, serverSentEvents],
  },
  "POST /v1/messages/count_tokens": {
    summary: "How many tokens a conversation has; takes no slot.",
    body: countFields,
    required: ["messages"],
  },
};
