import { eventsPath } from "../../../../shared/contract/derive";
import { anthropicDescriptions } from "../dialects/anthropic/route-descriptions";
import { lmStudioDescriptions } from "../dialects/lm-studio/route-descriptions";
import { ollamaDescriptions } from "../dialects/ollama/route-descriptions";
import { openAiDescriptions } from "../dialects/openai/route-descriptions";
import { serverSentEvents, type RouteDescription, type RouteDescriptions } from "./route-description";

/** What is said of every route that is no call of the contract. */
export const routeDescriptions: RouteDescriptions = {
  ...openAiDescriptions,
  ...anthropicDescriptions,
  ...ollamaDescriptions,
  ...lmStudioDescriptions,
  "GET /": {
    summary: "That a server is here; a browser with a session gets the dashboard.",
    answers: ["text/plain", "text/html"],
  },
  "GET /healthz": { summary: "That Tresor answers, and how many models are in memory." },
  "GET /metrics": {
    summary: "Counters and states for Prometheus.",
    answers: ["text/plain", "application/openmetrics-text"],
  },
  "GET /openapi.json": { summary: "This document." },
  [`GET ${eventsPath}`]: { summary: "Everything that happens from now on.", answers: [serverSentEvents] },
};

/** OpenAI's API is served under its own beginning, under LM Studio's, and under none. */
export function descriptionOf(method: string, url: string): RouteDescription | undefined {
  const underV1 = url.replace(/^(\/api\/v0)?\//, "/v1/");
  return routeDescriptions[`${method} ${url}`] ?? routeDescriptions[`${method} ${underV1}`];
}
