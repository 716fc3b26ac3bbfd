import type { Library, ModelDimensions } from "../../src/main/core/library/library-port";
import { TresorError } from "../../src/shared/errors";
import type { Model, ModelDetails, RejectedFile } from "../../src/shared/shapes/model";
import { modelOf } from "../support/model";
import { fakeDigest } from "./inference";

/** A chat model of 8 bits with a known digest. */
export function fakeModel(change: Partial<Model> = {}): Model {
  return modelOf({
    reference: "tiny:q8_0",
    digest: fakeDigest,
    sizeBytes: 1_234_567,
    parameters: 134_515_008,
    bitsPerWeight: 8.5,
    quantization: "Q8_0",
    displayName: "Tiny",
    contextLength: 2_048,
    capabilities: ["completion", "chat", "tools"],
    licence: "MIT",
    ...change,
  });
}

export const fakeDimensions: ModelDimensions = {
  weightsBytes: 1_000_000,
  activeWeightsBytes: 1_000_000,
  layers: 4,
  embeddingLength: 64,
  feedForwardLength: 256,
  vocabularySize: 512,
  contextLength: 2_048,
  attentionHeads: 8,
  keyValueHeads: [4, 4, 4, 4],
  keyLength: 8,
  valueLength: 8,
};

/** A library over a list. A model is found by its reference, or by its name when only one has it. */
export class FakeLibrary implements Library {
  readonly #models: readonly Model[];
  readonly templates = new Map<string, string | null>();
  /** What `digest` answers; a test that wants it slow replaces it. */
  computeDigest: (reference: string) => Promise<string> = async () => fakeDigest;
  rescans = 0;

  constructor(models: readonly Model[] = [fakeModel()]) {
    this.#models = models;
  }

  models(): readonly Model[] {
    return this.#models;
  }

  rejected(): readonly RejectedFile[] {
    return [];
  }

  resolve(reference: string): Model {
    const found = this.#models.filter((model) => [model.reference, model.reference.split(":")[0]].includes(reference));
    const [model] = found;
    if (model === undefined) {
      throw new TresorError(
        "model_not_found",
        `There is no model "${reference}"; \`tresor list\` shows what there is.`,
        {
          reference,
        },
      );
    }
    if (found.length > 1) throw new TresorError("ambiguous_reference", `"${reference}" names several models.`);
    return model;
  }

  async details(reference: string): Promise<ModelDetails> {
    const model = this.resolve(reference);
    const template = this.templates.get(model.reference);
    return {
      ...model,
      template: template === undefined ? "{{ messages }}" : template,
      metadata: { "general.architecture": model.architecture, "llama.context_length": model.contextLength },
      tensorTypes: [{ type: "Q8_0", tensors: 12, bytes: model.sizeBytes }],
    };
  }

  async digest(reference: string): Promise<string> {
    return await this.computeDigest(this.resolve(reference).reference);
  }

  async dimensions(reference: string): Promise<ModelDimensions> {
    this.resolve(reference);
    return fakeDimensions;
  }

  async learn(): Promise<void> {
    return undefined;
  }

  async rescan(): Promise<void> {
    this.rescans += 1;
  }

  onChange(): () => void {
    return () => undefined;
  }

  async dispose(): Promise<void> {
    return undefined;
  }
}
