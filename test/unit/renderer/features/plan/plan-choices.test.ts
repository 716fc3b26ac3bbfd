import { describe, expect, it } from "vitest";
import type { Catalog } from "../../../../../src/shared/shapes/catalog";
import { planChoices } from "../../../../../src/renderer/features/plan/plan-choices";
import { namesOf } from "../../../../../src/renderer/features/residency/model-name";
import { studio } from "../../../../support/renderer-preview/scene";

describe("what can be planned", () => {
  const { models, residents } = studio.snapshot;
  const { entries } = studio.answers.find(({ name }) => name === "catalog")?.value as Catalog;
  const choices = planChoices(models, residents, entries, namesOf(models), { onDisk: "disk", toDownload: "hub" });

  it("is what lies on disk and is not in memory, named models first, then what can be got, the best first", () => {
    expect(choices.map(({ value, group }) => `${group ?? ""} ${value}`)).toEqual([
      "disk qwen3-coder-30b:q8_0",
      "disk mistral-small-24b:q4_k",
      "hub minimax-m2.5",
      "hub qwen3-reranker-8b",
      "hub mistral-small-24b",
      "hub glm-5",
      "hub kimi-k2.5",
    ]);
    expect(choices[0]?.label).toBe("code: Qwen3-Coder-30B-A3B Q8_0");
  });

  it("has a model again whose worker has failed", () => {
    const failed = residents.map((resident) => ({ ...resident, state: "failed" as const }));
    const all = planChoices(models, failed, [], namesOf(models), { onDisk: "disk", toDownload: "hub" });
    expect(all).toHaveLength(models.length);
  });
});
