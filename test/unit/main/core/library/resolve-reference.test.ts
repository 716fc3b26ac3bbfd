import { describe, expect, it } from "vitest";
import { resolveReference } from "../../../../../src/main/core/library/resolve-reference";
import type { TresorError } from "../../../../../src/shared/errors";
import { modelOf } from "../../../../support/model";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const models = [
  modelOf({ reference: "SmolLM2:q4_1", path: "/models/SmolLM2.Q4_1.gguf" }),
  modelOf({ reference: "SmolLM2:q8_0", path: "/models/SmolLM2.Q8_0.gguf" }),
  modelOf({ reference: "stories:f32", path: "/models/stories.gguf", digest }),
];
const rejected = [{ path: "/models/broken.Q8_0.gguf", reason: "The file is empty." }];

function found(reference: string): string {
  return resolveReference(reference, models, rejected).reference;
}

function failure(reference: string): TresorError {
  try {
    resolveReference(reference, models, rejected);
  } catch (error) {
    return error as TresorError;
  }
  throw new Error(`"${reference}" was found.`);
}

describe("resolveReference", () => {
  it.each([
    ["SmolLM2:q4_1", "SmolLM2:q4_1"],
    ["smollm2:Q8_0", "SmolLM2:q8_0"],
    ["stories", "stories:f32"],
    ["Stories:latest", "stories:f32"],
    ["stories.gguf", "stories:f32"],
    [" stories:f32 ", "stories:f32"],
    ["SmolLM2.Q8_0", "SmolLM2:q8_0"],
    ["smollm2.q4_1.gguf", "SmolLM2:q4_1"],
    ["/models/stories.gguf", "stories:f32"],
    ["/models/other/../stories.gguf", "stories:f32"],
    [digest, "stories:f32"],
    ["sha256:0123456789ab", "stories:f32"],
    ["0123456789abcdef", "stories:f32"],
  ])("finds %s", (reference, expected) => {
    expect(found(reference)).toBe(expected);
  });

  it("lists the candidates of an ambiguous name", () => {
    const error = failure("smollm2");
    expect(error.code).toBe("ambiguous_reference");
    expect(error.message).toContain("SmolLM2:q4_1, SmolLM2:q8_0");
    expect(error.details).toEqual({ candidates: ["SmolLM2:q4_1", "SmolLM2:q8_0"] });
  });

  it("takes copies of one file for one model", () => {
    const copies = [modelOf({ reference: "a:f32", digest }), modelOf({ reference: "a-2:f32", digest })];
    expect(resolveReference(digest, copies, []).reference).toBe("a:f32");
  });

  it.each(["broken", "broken.Q8_0", "BROKEN.Q8_0.gguf", "/models/broken.Q8_0.gguf", "broken:latest"])(
    "gives the reason for which %s was refused",
    (reference) => {
      const error = failure(reference);
      expect(error.code).toBe("model_rejected");
      expect(error.message).toContain("The file is empty.");
    },
  );

  it("suggests what is close", () => {
    expect(failure("storys").details).toEqual({ suggestions: ["stories:f32"] });
    expect(failure("smol").details).toEqual({ suggestions: ["SmolLM2:q4_1", "SmolLM2:q8_0"] });
    expect(failure("gpt-5").message).toContain("`tresor list`");
    expect(() => resolveReference("x", [], [])).toThrow(/library is empty/);
  });

  it("does not take a few digits for a digest, nor a long name for a reason to search long", () => {
    expect(failure("0123").code).toBe("model_not_found");
    expect(failure("x".repeat(1_000_000)).message.length).toBeLessThan(300);
  });
});
