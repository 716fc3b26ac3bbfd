import { describe, expect, it } from "vitest";
import { defaultOf, type Circumstances } from "../../../../../src/main/core/aliases/default-roles";
import type { Role } from "../../../../../src/shared/shapes/catalog";
import type { Model } from "../../../../../src/shared/shapes/model";
import { modelOf } from "../../../../support/model";

const nothing: Circumstances = { pinned: [], resident: [], memoryLimitBytes: 1_000 };

function model(reference: string, sizeBytes: number, change: Partial<Model> = {}): Model {
  return modelOf({ reference, displayName: reference, sizeBytes, capabilities: ["completion", "chat"], ...change });
}

function chosen(role: Role, models: readonly Model[], circumstances: Partial<Circumstances> = {}): string | null {
  return defaultOf(role, models, { ...nothing, ...circumstances })?.reference ?? null;
}

const small = model("small:q8_0", 100);
const large = model("large:q8_0", 500);
const huge = model("huge:q8_0", 5_000);
const rough = model("rough:q4_k", 900, { quality: "experimental" });
const base = model("base:q8_0", 900, { capabilities: ["completion"] });

describe("the default of text", () => {
  it("is the largest chat model of full quality that fits", () => {
    expect(chosen("text", [small, large, huge, rough, base])).toBe("large:q8_0");
    expect(chosen("text", [small, large, huge], { memoryLimitBytes: 10_000 })).toBe("huge:q8_0");
  });

  it("is rather pinned, then rather resident, than larger", () => {
    expect(chosen("text", [small, large], { resident: ["small:q8_0"] })).toBe("small:q8_0");
    expect(chosen("text", [small, large], { resident: ["large:q8_0"], pinned: ["small:q8_0"] })).toBe("small:q8_0");
  });

  it("is rather one for instructions than larger", () => {
    const instruct = model("tiny-Instruct:q8_0", 50);
    expect(chosen("text", [large, instruct])).toBe("tiny-Instruct:q8_0");
    expect(chosen("text", [large, model("gemma-it:q8_0", 50)])).toBe("gemma-it:q8_0");
    expect(chosen("text", [large, model("italian:q8_0", 50)])).toBe("large:q8_0");
  });

  it("makes do with lower quality, and with a model without a template, when there is nothing better", () => {
    expect(chosen("text", [rough, base])).toBe("base:q8_0");
    expect(chosen("text", [rough])).toBe("rough:q4_k");
    expect(chosen("text", [base])).toBe("base:q8_0");
  });

  it("is a model that is called like the role", () => {
    expect(chosen("text", [large, model("Text:q8_0", 10)])).toBe("Text:q8_0");
  });

  it("is none where nothing fits or nothing generates", () => {
    expect(chosen("text", [huge])).toBeNull();
    expect(chosen("text", [model("bge:f16", 10, { capabilities: ["embedding"] })])).toBeNull();
  });

  it("does not depend on the order of the models", () => {
    const twins = [model("a:q8_0", 100), model("b:q8_0", 100)];
    expect(chosen("text", twins)).toBe("a:q8_0");
    expect(chosen("text", twins.toReversed())).toBe("a:q8_0");
  });
});

describe("the default of code", () => {
  it.each(["Qwen2.5-Coder-7B", "CodeLlama-13b", "Devstral-Small", "starcoder2", "granite-8b-code", "Codestral"])(
    "is %s rather than a larger model for everything",
    (name) => {
      expect(chosen("code", [large, model(`${name}:q8_0`, 10)])).toBe(`${name}:q8_0`);
    },
  );

  it("goes by the model's own name too", () => {
    expect(chosen("code", [large, model("file:q8_0", 10, { displayName: "Some Coder" })])).toBe("file:q8_0");
  });

  it("is text's without such a model; an encoder is none", () => {
    expect(chosen("code", [large, model("my-decoder:q8_0", 10), model("encoder:q8_0", 10)])).toBe("large:q8_0");
  });
});

describe("the defaults of the other roles", () => {
  it("go by what the models can", () => {
    const models = [
      large,
      model("bge:f16", 10, { capabilities: ["embedding"] }),
      model("ranker:f16", 10, { capabilities: ["reranking"] }),
      model("eyes:f16", 10, { capabilities: ["completion", "vision"] }),
    ];
    expect((["embed", "rerank", "vision"] as const).map((role) => chosen(role, models))).toEqual([
      "bge:f16",
      "ranker:f16",
      "eyes:f16",
    ]);
    expect(chosen("vision", [large])).toBeNull();
  });
});
