import type { RouteDescriptions } from "../../openapi/route-description";

/** The routes of this dialect; what it shares with OpenAI's is described there. */
export const lmStudioDescriptions: RouteDescriptions = {
  "GET /api/v0/models": { summary: "All models, and whether each is loaded." },
  "GET /api/v0/models/*": { summary: "One model." },
};
