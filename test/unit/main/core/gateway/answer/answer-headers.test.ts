import { describe, expect, it } from "vitest";
import { answerHeaders, gatherFacts } from "../../../../../../src/main/core/gateway/answer/answer-headers";
import { fakeDigest } from "../../../../../fakes/inference";
import { FakeLibrary, fakeModel } from "../../../../../fakes/library";

const pending = new FakeLibrary([fakeModel({ digest: null })]);
pending.computeDigest = () => new Promise(() => undefined);

describe("gatherFacts", () => {
  it("name what was ignored, but not without end", () => {
    const ignored = Array.from({ length: 25 }, (_, index) => `input.${index}`);
    expect(answerHeaders(null, ignored.slice(0, 2))).toEqual({ "x-tresor-ignored": "input.0, input.1" });
    expect(answerHeaders(null, ignored)["x-tresor-ignored"]).toMatch(/input\.19, 5 more$/);
  });

  it("trusts what the engine has said", async () => {
    const answering = { reference: "tiny:q8_0", digest: fakeDigest, template: "default" } as const;
    expect(await gatherFacts(pending, "tiny:q8_0", answering, 0)).toEqual({
      reference: "tiny:q8_0",
      digest: fakeDigest,
      template: "default",
      quality: "full",
      knowsTools: true,
    });
  });

  it("asks the library for the rest", async () => {
    const library = new FakeLibrary([fakeModel({ digest: null, quality: "experimental" })]);
    library.templates.set("tiny:q8_0", null);
    expect(await gatherFacts(library, "tiny:q8_0", null, 10_000)).toEqual({
      reference: "tiny:q8_0",
      digest: fakeDigest,
      template: "default",
      quality: "experimental",
      knowsTools: true,
    });
  });

  it("does without a digest that takes too long or fails", async () => {
    expect((await gatherFacts(pending, "tiny:q8_0", null, 1)).digest).toBeNull();
    const failing = new FakeLibrary([fakeModel({ digest: null })]);
    failing.computeDigest = () => Promise.reject(new Error("the file is gone"));
    expect((await gatherFacts(failing, "tiny:q8_0", null, 10_000)).digest).toBeNull();
  });
});

describe("answerHeaders", () => {
  it("names model and digest, and marks what is out of the ordinary only", () => {
    const facts = {
      reference: "a:f16",
      digest: fakeDigest,
      template: "model",
      quality: "full",
      knowsTools: false,
    } as const;
    expect(answerHeaders(facts, [])).toEqual({ "x-tresor-model": "a:f16", "x-tresor-model-digest": fakeDigest });
    expect(
      answerHeaders({ ...facts, digest: null, template: "default", quality: "experimental" }, ["tools", "think"]),
    ).toEqual({
      "x-tresor-model": "a:f16",
      "x-tresor-model-digest": "pending",
      "x-tresor-template": "default",
      "x-tresor-quality": "experimental",
      "x-tresor-ignored": "tools, think",
    });
    expect(answerHeaders(null, [])).toEqual({});
    expect(answerHeaders(facts, [], true)).toMatchObject({ "x-tresor-tools": "described" });
    expect(answerHeaders({ ...facts, knowsTools: true }, [], true)).not.toHaveProperty("x-tresor-tools");
  });
});
