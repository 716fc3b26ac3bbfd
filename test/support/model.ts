import type { Model } from "../../src/shared/shapes/model";

/** A model as the library would list it; tests say only what matters to them. */
export function modelOf(rest: Partial<Model> = {}): Model {
  return {
    reference: "story:f32",
    digest: null,
    digestProgress: null,
    path: "/models/story.gguf",
    files: [rest.path ?? "/models/story.gguf"],
    sizeBytes: 1_000,
    modifiedAt: "2026-11-20T12:00:00.000Z",
    parameters: 250,
    activeParameters: 250,
    bitsPerWeight: 32,
    quantization: "F32",
    quality: "full",
    architecture: "llama",
    displayName: "story",
    contextLength: 512,
    capabilities: ["completion"],
    licence: null,
    source: null,
    provenance: null,
    origin: "folder",
    aliases: [],
    demo: false,
    ...rest,
  };
}
