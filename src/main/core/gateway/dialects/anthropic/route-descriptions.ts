import { json, serverSentEvents, type RouteDescriptions } from "../../openapi/route-description";

/** The routes of this dialect that no other has. */
export const anthropicDescriptions: RouteDescriptions = {
  "POST /v1/messages": { summary: "The next message of a conversation.", answers: [json, serverSentEvents] },
  "POST /v1/messages/count_tokens": { summary: "How many tokens a conversation has; takes no slot." },
};
