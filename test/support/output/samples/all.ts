import type { FamilySamples } from "../output-sample";
import * as cohere from "./cohere";
import * as functionary from "./functionary";
import * as gemma4 from "./gemma-4";
import * as granitePhi from "./granite-phi";
import * as harmony from "./harmony";
import * as invokeTags from "./invoke-tags";
import * as jsonMarkers from "./json-markers";
import * as lfm2 from "./lfm2";
import * as llama from "./llama";
import * as mistral from "./mistral";
import * as sections from "./sections";
import * as toolCallTags from "./tool-call-tags";

/** Outputs of every family. */
export const allSamples: readonly FamilySamples[] = [
  cohere,
  functionary,
  gemma4,
  granitePhi,
  harmony,
  invokeTags,
  jsonMarkers,
  lfm2,
  llama,
  mistral,
  sections,
  toolCallTags,
].flatMap((samples) => Object.values(samples));
