import { describe, expect, it } from "vitest";
import { suits } from "../../../../../src/renderer/features/roles/role-candidates";
import { model } from "../../../../support/renderer-preview/scene";

describe("a role's candidates", () => {
  it("can do what the role is for", () => {
    const chat = model("a", { capabilities: ["completion", "chat"] });
    const embedding = model("b", { capabilities: ["embedding"] });
    expect([suits("text", chat), suits("code", chat), suits("embed", chat)]).toEqual([true, true, false]);
    expect([suits("text", embedding), suits("embed", embedding), suits("rerank", embedding)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
