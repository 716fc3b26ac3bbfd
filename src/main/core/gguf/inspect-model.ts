import type { ModelDetails } from "../../../shared/shapes/model";
import type { ModelDimensions } from "../library/library-port";
import type { ByteSource } from "./byte-source";
import { checkVocabulary } from "./check-vocabulary";
import { describeModel, tensorTypesOf, type ModelDescription } from "./describe-model";
import { GgufError } from "./gguf-error";
import { readHyperparameters } from "./hyperparameters";
import { joinParts } from "./join-parts";
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

/**
 * @param source the file, or the first of several
 * @param furtherParts the others in order
 * @throws GgufError when the model must not reach the engine
 */
export function inspectModel(
  source: ByteSource,
  fileStem: string,
  furtherParts: readonly ByteSource[] = [],
): ModelInspection {
  const header = joinParts(parseHeader(source), furtherParts.map(parseHeader));
  const hyperparameters = readHyperparameters(header);
  const tokens = checkVocabulary(header.metadata);
  refuseWeightsBeyondComputing(header);
  return {
    description: describeModel(header, hyperparameters, fileStem),
    dimensions: dimensionsOf(header, hyperparameters, tokens > 0 ? tokens : embeddedTokens(header)),
    template: header.metadata.text("tokenizer.chat_template"),
    metadata: summariseMetadata(header.metadata),
    tensorTypes: tensorTypesOf(header),
  };
}

/** The format has these types, but the engine ends its process when it meets them in a matrix. */
const typesWithoutArithmetic: readonly string[] = ["F64", "I8", "I16", "I64"];

/** What is added or multiplied element by element, such as a norm or a bias, must not be quantised either. */
const elementTypes: readonly string[] = ["F32", "F16", "BF16"];

function refuseWeightsBeyondComputing({ tensors }: GgufHeader): void {
  const weights = /^(token_embd|output|blk\.\d+\.(attn|ffn)_\w+)\.weight$/;
  const elements = /(norm\.weight|\.bias)$/;
  const found = tensors.find(
    ({ name, type }) =>
      (weights.test(name) && typesWithoutArithmetic.includes(type.name)) ||
      (elements.test(name) && !elementTypes.includes(type.name)),
  );
  if (found === undefined) return;
  throw new GgufError(`The weights "${found.name}" are of type ${found.type.name}, with which no engine computes.`);
}

/** A model without a vocabulary has at least a row of its embedding for each token. */
function embeddedTokens({ tensors }: GgufHeader): number {
  return tensors.find(({ name }) => name === "token_embd.weight")?.dimensions[1] ?? 0;
}
