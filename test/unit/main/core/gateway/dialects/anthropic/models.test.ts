import { describe, expect, it } from "vitest";
import { anthropicModelList } from "../../../../../../../src/main/core/gateway/dialects/anthropic/models";
import { fakeModel } from "../../../../../../fakes/library";

const models = [fakeModel({ reference: "a:q8_0", displayName: "A", aliases: ["claude-local"] }), fakeModel()];
const idsOf = (query: object) => anthropicModelList(models, query).data.map(({ id }) => id);

describe("Anthropic's list of models", () => {
  it("has models under their references and aliases", () => {
    expect(anthropicModelList(models, { limit: "1000" })).toMatchObject({
      data: [
        { type: "model", id: "a:q8_0", display_name: "A", created_at: models[0]?.modifiedAt },
        { id: "claude-local", display_name: "A" },
        { id: "tiny:q8_0" },
      ],
      has_more: false,
      first_id: "a:q8_0",
      last_id: "tiny:q8_0",
    });
  });

  it("comes in pages, in both directions", () => {
    expect(anthropicModelList(models, { limit: "2" })).toMatchObject({ has_more: true, last_id: "claude-local" });
    expect(idsOf({ after_id: "claude-local" })).toEqual(["tiny:q8_0"]);
    expect(idsOf({ before_id: "tiny:q8_0", limit: "1" })).toEqual(["claude-local"]);
    expect(anthropicModelList([], {})).toEqual({ data: [], has_more: false, first_id: null, last_id: null });
  });

  it.each(["0", "1001", "x"])("refuses a limit of %s", (limit) => {
    expect(() => anthropicModelList(models, { limit })).toThrow(/^limit must be a whole number/);
  });
});
