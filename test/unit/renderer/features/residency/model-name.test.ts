import { describe, expect, it } from "vitest";
import { namesOf, secondName } from "../../../../../src/renderer/features/residency/model-name";
import { model } from "../../../../support/renderer-preview/scene";

describe("a model's name", () => {
  it("is its alias, a role before a name of the user's own, else that in its reference", () => {
    const nameOf = namesOf([model("a:q8_0", { aliases: ["mine", "code"] }), model("b:q8_0", { aliases: ["mine2"] })]);
    expect([nameOf("a:q8_0"), nameOf("b:q8_0"), nameOf("c:q8_0")]).toEqual(["code", "mine2", "c"]);
  });

  it("has the model's own beside it unless both say the same", () => {
    expect(secondName("code", "Qwen3 Coder")).toBe("Qwen3 Coder");
    expect(secondName("smollm2-135m-instruct", "SmolLM2 135M Instruct")).toBeNull();
  });
});
