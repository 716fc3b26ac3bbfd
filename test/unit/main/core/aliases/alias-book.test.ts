import { describe, expect, it } from "vitest";
import { AliasBook } from "../../../../../src/main/core/aliases/alias-book";
import { AliasedLibrary } from "../../../../../src/main/core/aliases/aliased-library";
import type { Circumstances } from "../../../../../src/main/core/aliases/default-roles";
import { resolveReference } from "../../../../../src/main/core/library/resolve-reference";
import type { Settings } from "../../../../../src/shared/shapes/settings";
import type { Model } from "../../../../../src/shared/shapes/model";
import { FakeLibrary } from "../../../../fakes/library";
import { modelOf } from "../../../../support/model";
import { settingsInMemory } from "../../../../support/settings-in-memory";

const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;
const chat = { capabilities: ["completion" as const, "chat" as const] };
const qwen = modelOf({ reference: "Qwen:q8_0", path: "/m/qwen.gguf", digest: digestOf("a"), sizeBytes: 20, ...chat });
const half = modelOf({ reference: "Qwen:f16", path: "/m/half.gguf", digest: digestOf("b"), sizeBytes: 10, ...chat });
const llama = modelOf({ reference: "llama:q8_0", path: "/m/llama.gguf", digest: digestOf("c"), sizeBytes: 5, ...chat });

/** A library that resolves as the real one does, and whose models can change. */
class ChangingLibrary extends FakeLibrary {
  #current: readonly Model[];
  #listener: () => void = () => undefined;

  constructor(models: readonly Model[]) {
    super(models);
    this.#current = models;
  }

  replace(models: readonly Model[]): void {
    this.#current = models;
    this.#listener();
  }

  override models(): readonly Model[] {
    return this.#current;
  }

  override resolve(reference: string): Model {
    return resolveReference(reference, this.#current, []);
  }

  override onChange(listener?: () => void): () => void {
    this.#listener = listener ?? this.#listener;
    return () => undefined;
  }
}

function setting(aliases: Record<string, string> = {}) {
  const inner = new ChangingLibrary([half, qwen, llama]);
  const settings = settingsInMemory({ aliases });
  const circumstances: { -readonly [K in keyof Circumstances]: Circumstances[K] } = {
    ...{ pinned: [], resident: [], memoryLimitBytes: 1_000 },
  };
  const library = new AliasedLibrary(inner, {
    targets: () => settings.read().aliases,
    circumstances: () => circumstances,
  });
  const emitted: Settings[] = [];
  const book = new AliasBook({ library, settings, onChanged: (changed) => emitted.push(changed) });
  let changes = 0;
  library.onChange(() => changes++);
  return { inner, settings, library, book, circumstances, emitted, changes: () => changes };
}

describe("AliasedLibrary", () => {
  it.each(["mine", "MINE", " mine ", "mine:latest"])("resolves %j as the alias", (asked) => {
    expect(setting({ Mine: "llama:q8_0" }).library.resolve(asked).reference).toBe("llama:q8_0");
  });

  it("goes wherever a reference goes", async () => {
    const { library } = setting({ mine: digestOf("c") });
    expect(await library.details("mine")).toMatchObject({ reference: "llama:q8_0", aliases: ["mine"] });
    expect(await library.digest("mine")).toMatch(/^sha256:/);
    expect(await library.dimensions("mine")).toMatchObject({ layers: 4 });
  });

  it("tells each model's names, the roles whose default it is among them", () => {
    const { library } = setting({ mine: "llama:q8_0", vision: "Qwen:f16" });
    expect(library.models().map(({ reference, aliases }) => [reference, aliases])).toEqual([
      ["Qwen:f16", ["vision"]],
      ["Qwen:q8_0", ["text", "code"]],
      ["llama:q8_0", ["mine"]],
    ]);
    expect(library.roleReferences()).toEqual([
      { role: "text", reference: "Qwen:q8_0" },
      { role: "code", reference: "Qwen:q8_0" },
      { role: "vision", reference: "Qwen:f16" },
    ]);
  });

  it("names alias and target when the target is gone, and nothing else answers", () => {
    const { inner, library } = setting({ mine: "llama:q8_0" });
    inner.replace([qwen]);
    expect(() => library.resolve("mine")).toThrow(
      expect.objectContaining({
        code: "model_not_found",
        message: expect.stringMatching(/"mine" leads to llama:q8_0/) as string,
        details: { alias: "mine", target: "llama:q8_0" },
      }),
    );
    expect(() => library.resolve("rerank")).toThrow(expect.objectContaining({ code: "model_not_found" }));
  });

  it("follows no chain, however the settings came to have one", () => {
    const { library } = setting({ one: "two", two: "one", three: "three" });
    for (const name of ["one", "two", "three"]) {
      expect(() => library.resolve(name)).toThrow(expect.objectContaining({ code: "model_not_found" }));
    }
  });

  it("tells of a change when a name leads elsewhere, and only then", () => {
    const { library, circumstances, changes } = setting();
    expect(library.resolve("text").reference).toBe("Qwen:q8_0");
    library.refresh();
    expect(changes()).toBe(0);
    circumstances.pinned = ["llama:q8_0"];
    library.refresh();
    expect([library.resolve("text").reference, changes()]).toEqual(["llama:q8_0", 1]);
  });

  it("follows the models", () => {
    const { inner, library, changes } = setting();
    expect(library.resolve("text").reference).toBe("Qwen:q8_0");
    inner.replace([llama]);
    expect([library.resolve("text").reference, changes()]).toEqual(["llama:q8_0", 1]);
  });
});

describe("AliasBook", () => {
  it("keeps a full reference, or the digest where one was given", () => {
    const { book, settings, emitted } = setting();
    expect(book.set("Mine:latest", "llama")).toEqual({
      ...{ name: "mine", role: null, target: "llama:q8_0", reference: "llama:q8_0" },
    });
    expect(book.set("fixed", "a".repeat(12))).toMatchObject({ target: digestOf("a"), reference: "Qwen:q8_0" });
    expect(settings.read().aliases).toEqual({ mine: "llama:q8_0", fixed: digestOf("a") });
    expect(emitted.at(-1)?.aliases).toEqual(settings.read().aliases);
  });

  it("sets an alias of an alias to what that one leads to", () => {
    const { book, library } = setting({ mine: "llama:q8_0" });
    expect(book.set("other", "mine")).toMatchObject({ target: "llama:q8_0" });
    book.set("mine", "Qwen:f16");
    expect(library.resolve("other").reference).toBe("llama:q8_0");
  });

  it("replaces a target, whatever the case it was written in", () => {
    const { book, settings } = setting({ Mine: "llama:q8_0" });
    book.set("mine", "Qwen:f16");
    expect(settings.read().aliases).toEqual({ mine: "Qwen:f16" });
  });

  it("sets a role and gives it back to its default", () => {
    const { book, library } = setting();
    book.set("text", "llama");
    expect(book.list()[0]).toEqual({ name: "text", role: "text", target: "llama:q8_0", reference: "llama:q8_0" });
    book.remove("text");
    expect(book.list()[0]).toMatchObject({ target: null, reference: "Qwen:q8_0" });
    expect(library.resolve("text").reference).toBe("Qwen:q8_0");
    expect(book.remove("text")).toHaveLength(5);
  });

  it.each(["", "with space", "tag:q8_0", "../up", "-dash", "ü", "x".repeat(65), "__proto__", "deadbeefcafe"])(
    "refuses %j as a name",
    (name) => {
      const { book, settings } = setting();
      expect(() => book.set(name, "llama")).toThrow(expect.objectContaining({ code: "invalid_request" }));
      expect(settings.read().aliases).toEqual({});
    },
  );

  it("refuses a name that would hide a model, but picks one of several models of a name", () => {
    const { book, library } = setting();
    expect(() => book.set("qwen", "llama")).toThrow(/would hide the model Qwen:f16/);
    expect(() => library.resolve("qwen")).toThrow(expect.objectContaining({ code: "ambiguous_reference" }));
    book.set("qwen", "Qwen:q8_0");
    expect(library.resolve("qwen").reference).toBe("Qwen:q8_0");
  });

  it("takes names from every object, those of its prototype too", () => {
    const { book, library } = setting();
    expect(() => library.resolve("constructor")).toThrow(expect.objectContaining({ code: "model_not_found" }));
    book.set("constructor", "llama");
    expect(library.resolve("constructor").reference).toBe("llama:q8_0");
  });

  it("refuses what does not exist: a model to lead to, a name to remove", () => {
    const { book } = setting();
    expect(() => book.set("mine", "none")).toThrow(expect.objectContaining({ code: "model_not_found" }));
    expect(() => book.remove("mine")).toThrow(expect.objectContaining({ code: "model_not_found" }));
  });

  it("tells the names that the user gave to a model, and forgets them", () => {
    const { book, settings } = setting({ mine: "Qwen:q8_0", other: "llama:q8_0" });
    expect(book.namesOf(qwen)).toEqual(["mine"]);
    book.forget(["mine"]);
    expect(settings.read().aliases).toEqual({ other: "llama:q8_0" });
  });
});
