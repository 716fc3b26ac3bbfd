export const noModelList = "This client has no call that lists models.";
export const noEmbeddings = "Anthropic's API has no embeddings.";
