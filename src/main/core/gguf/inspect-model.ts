import type { ModelDetails } from "../../../shared/shapes/model";
import type { ModelDimensions } from "../library/library-port";
import type { ByteSource } from "./byte-source";
import { checkVocabulary } from "./check-vocabulary";
import { describeModel, tensorTypesOf, type ModelDescription } from "./describe-model";
import { readHyperparameters } from "./hyperparameters";
import { dimensionsOf } from "./model-dimensions";
import { parseHeader, type GgufHeader } from "./parse-header";
import { summariseMetadata } from "./summarise-metadata";

/** Everything that Tresor wants to know of a model file, as plain data. */
export interface ModelInspection {
  readonly description: ModelDescription;
  readonly dimensions: ModelDimensions;
  readonly template: string | null;
  readonly metadata: ModelDetails["metadata"];
  readonly tensorTypes: ModelDetails["tensorTypes"];
}

/** @throws GgufError when the file must not reach the engine */
export function inspectModel(source: ByteSource, fileStem: string): ModelInspection {
  const header = parseHeader(source);
  const hyperparameters = readHyperparameters(header);
  const tokens = checkVocabulary(header.metadata);
  return {
    description: describeModel(header, hyperparameters, fileStem),
    dimensions: dimensionsOf(header, hyperparameters, tokens > 0 ? tokens : embeddedTokens(header)),
    template: header.metadata.text("tokenizer.chat_template"),
    metadata: summariseMetadata(header.metadata),
    tensorTypes: tensorTypesOf(header),
  };
}

/** A model without a vocabulary has at least a row of its embedding for each token. */
function embeddedTokens({ tensors }: GgufHeader): number {
  return tensors.find(({ name }) => name === "token_embd.weight")?.dimensions[1] ?? 0;
}
