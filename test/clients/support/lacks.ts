export const noModelList = "This client has no call that lists models.";
export const noEmbeddings = "Anthropic's API has no embeddings.";
export const noStop = "LlamaIndex.TS takes no signal and does not close a stream that is left.";
export const noCachedTokens = "Ollama's API has no count of cached tokens.";
