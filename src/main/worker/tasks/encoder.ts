import type { LlamaModel } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import { isEncoder } from "../../core/gguf/capabilities";

/**
 * Asked before a generation: the engine would end the answer at once, as if the model had nothing to say.
 * @throws TresorError `unsupported`
 */
export function refuseEncoder(model: LlamaModel): void {
  const { metadata, architectureMetadata } = model.fileInfo;
  const { architecture } = metadata.general;
  if (architectureMetadata.attention?.causal !== false && !isEncoder(architecture)) return;
  throw new TresorError(
    "unsupported",
    `This model is an encoder (${architecture}): it reads texts and writes none. Ask it for embeddings or a ranking, or choose another \`model\`.`,
    { field: "model" },
  );
}
