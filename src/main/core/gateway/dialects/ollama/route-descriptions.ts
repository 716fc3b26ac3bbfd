import { json, jsonLines, type RouteDescriptions } from "../../openapi/route-description";
import { chatFields, generateFields } from "./decode";
import { embedFields, oldEmbedFields } from "./embed";
import { copyFields, deleteFields } from "./manage";
import { pullFields } from "./pull";
import { showFields } from "./routes";

const wholeOrLines = [json, jsonLines];

/** The routes of this dialect. Its answers come line by line unless `stream` is false. */
export const ollamaDescriptions: RouteDescriptions = {
  "GET /api/version": { summary: "The version of Ollama that is followed, and Tresor's own." },
  "GET /api/status": { summary: "What Ollama's newer clients ask for first." },
  "GET /api/tags": { summary: "All models." },
  "GET /api/ps": { summary: "The models in memory." },
  "POST /api/show": { summary: "One model, with template and metadata.", body: showFields, required: ["model"] },
  "POST /api/chat": {
    summary: "The next message of a conversation; without messages it loads or unloads.",
    body: chatFields,
    required: ["model"],
    answers: wholeOrLines,
  },
  "POST /api/generate": {
    summary: "The answer to a prompt; without a prompt it loads or unloads.",
    body: generateFields,
    required: ["model"],
    answers: wholeOrLines,
  },
  "POST /api/embed": { summary: "Vectors of texts.", body: embedFields, required: ["model"] },
  "POST /api/embeddings": { summary: "The vector of one text.", body: oldEmbedFields, required: ["model"] },
  "POST /api/pull": { summary: "Brings a model.", body: pullFields, required: ["model"], answers: wholeOrLines },
  "POST /api/push": { summary: "Refused: models are not sent out." },
  "DELETE /api/delete": { summary: "Removes a model, or a name alone.", body: deleteFields, required: ["model"] },
  "POST /api/copy": {
    summary: "A second name for a model.",
    body: copyFields,
    required: ["source", "destination"],
  },
  "POST /api/create": { summary: "A name with its own system text and parameters.", answers: wholeOrLines },
  "HEAD /api/blobs/:digest": { summary: "Whether a file of a model to be created is here." },
  "POST /api/blobs/:digest": { summary: "Sends such a file.", bodyType: "application/octet-stream" },
};
