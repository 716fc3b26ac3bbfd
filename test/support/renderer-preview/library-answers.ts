import { roleSchema, type CatalogEntry, type Role } from "../../../src/shared/shapes/catalog";
import type { Model } from "../../../src/shared/shapes/model";
import type { SceneAnswer } from "./scene";

/** The catalogue at 8 bits: as many bytes as parameters. */
export const catalogEntries: readonly CatalogEntry[] = [
  entry("qwen3.5-397b-a17b", "Qwen3.5-397B-A17B", ["text"], 397, 17, "apache-2.0"),
  entry("minimax-m2.5", "MiniMax-M2.5", ["text", "code"], 229, 10, "mit"),
  entry("glm-5", "GLM-5", ["text"], 744, 40, "mit"),
  { ...entry("kimi-k2.5", "Kimi-K2.5", ["text"], 1_000, 32, "modified-mit"), source: null },
  entry("qwen3-coder-30b-a3b", "Qwen3-Coder-30B-A3B", ["code"], 30.5, 3.3, "apache-2.0"),
  entry("mistral-small-24b", "Mistral-Small-24B", ["text"], 24, 24, "apache-2.0"),
  entry("qwen3-reranker-8b", "Qwen3-Reranker-8B", ["rerank"], 8, 8, "apache-2.0"),
];

function entry(
  name: string,
  displayName: string,
  roles: Role[],
  billions: number,
  activeBillions: number,
  licence: string,
): CatalogEntry {
  return {
    name,
    displayName,
    roles,
    parameters: billions * 1e9,
    activeParameters: activeBillions * 1e9,
    weightsBytes: billions * 1e9,
    bitsPerWeight: 8,
    quality: "full",
    contextLength: 131_072,
    licence,
    source: `hf:tresor/${displayName}-GGUF:Q8_0`,
    recommendedFromBytes: billions * 1.2e9,
  };
}

const held: Readonly<Record<string, string>> = {
  "qwen3.5-397b-a17b": "qwen3.5-397b-a17b:q8_0",
  "qwen3-coder-30b-a3b": "qwen3-coder-30b:q8_0",
};
const recommended: ReadonlySet<string> = new Set(["minimax-m2.5", "qwen3-reranker-8b"]);

/** Catalogue, names, and the details of each model. */
export function libraryAnswers(models: readonly Model[], memoryLimitBytes: number): readonly SceneAnswer[] {
  return [
    {
      name: "catalog",
      value: {
        entries: catalogEntries.map((item) => ({
          ...item,
          fits: item.weightsBytes <= memoryLimitBytes,
          recommended: recommended.has(item.name),
          reference: models.find(({ reference }) => reference === held[item.name])?.reference ?? null,
        })),
      },
    },
    {
      name: "aliases",
      value: {
        aliases: roleSchema.options.map((role) => {
          const reference = models.find(({ aliases }) => aliases.includes(role))?.reference ?? null;
          return { name: role, role, target: role === "code" ? reference : null, reference };
        }),
      },
    },
    ...models.map((model) => ({
      name: "show" as const,
      input: { reference: model.reference },
      value: {
        ...model,
        template: "{% for message in messages %}…{% endfor %}".padEnd(4_116, " "),
        metadata: { "general.name": model.displayName },
        tensorTypes: [
          { type: model.quantization, tensors: 337, bytes: Math.round(model.sizeBytes * 0.996) },
          { type: "F32", tensors: 241, bytes: Math.round(model.sizeBytes * 0.004) },
        ],
      },
    })),
    {
      name: "remove",
      input: { reference: "qwen3-coder-30b:q8_0", force: false },
      error: { code: "model_in_use", message: "qwen3-coder-30b:q8_0 is the model of the role code." },
    },
  ];
}
