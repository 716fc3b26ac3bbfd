import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectModel, type ModelInspection } from "../../../../../src/main/core/gguf/inspect-model";
import { BufferSource } from "../../../../support/gguf/buffer-source";
import { u32, type EntryValue } from "../../../../support/gguf/gguf-bytes";
import { plainFile } from "../../../../support/gguf/plain-models";
import { splitModel, type SplitOptions } from "../../../../support/gguf/split-model";
import { temporaryFolder } from "../../../../support/temporary-folder";

function split(options: SplitOptions): readonly BufferSource[] {
  const path = join(temporaryFolder(), "model.gguf");
  writeFileSync(path, plainFile());
  return splitModel(path, options).map((part) => new BufferSource(readFileSync(part)));
}

function inspect([first, ...further]: readonly BufferSource[]): ModelInspection {
  if (first === undefined) throw new Error("There are no parts.");
  return inspectModel(first, "model", further);
}

describe("a model in parts", () => {
  it.each([2, 3, 4])("is the same in %i parts as in one file", (parts) => {
    const whole = inspect([new BufferSource(plainFile())]);
    const joined = inspect(split({ parts }));
    expect(joined.description).toEqual(whole.description);
    expect(joined.dimensions).toEqual(whole.dimensions);
    expect(joined.tensorTypes).toEqual(whole.tensorTypes);
  });

  it("may have a first part without tensors", () => {
    expect(inspect(split({ parts: 3, emptyFirst: true })).description.displayName).toBe("Plain");
  });

  it("is refused when a part is not the one in its place", () => {
    const [one, two, three] = split({ parts: 3 });
    expect(() => inspect([one, three, two] as BufferSource[])).toThrow(
      /part 2 of 3, but it says itself that it is part 3/,
    );
    expect(() => inspect([one, two] as BufferSource[])).toThrow(/says itself that there are 3/);
    expect(() => inspect([two] as BufferSource[])).toThrow(/part 2 of 3, but its name is not that of a part/);
  });

  it("is refused when the parts do not add up", () => {
    const lying = (entry: string, value: EntryValue | null) =>
      split({
        parts: 2,
        change: (_part, own) => {
          const entries = Object.entries(own).filter(([key]) => key !== entry);
          return Object.fromEntries(value === null ? entries : [...entries, [entry, value]]);
        },
      });
    expect(() => inspect(lying("split.tensors.count", { type: "i32", value: 5 }))).toThrow(
      /hold 4 tensors together, but the first one says 5/,
    );
    expect(() => inspect(lying("split.tensors.count", null))).toThrow(/says nothing of how many/);
    expect(() => inspect(lying("split.no", null))).toThrow(/does not say which part it is/);
    expect(() => inspect(lying("split.no", u32(0)))).toThrow(/"split.no" must be of type u16/);
    expect(() => inspect(lying("split.count", null))).toThrow(/says itself that there are 1/);
  });

  it("is refused when a tensor comes twice, or none at all", () => {
    const one = split({
      parts: 2,
      change: (_part, own) => ({ ...own, "split.tensors.count": { type: "i32", value: 4 } }),
    });
    const relabelled = split({ parts: 2, change: (_part, own) => ({ ...own, "split.no": { type: "u16", value: 1 } }) });
    expect(() => inspect([one[0], relabelled[0]] as BufferSource[])).toThrow(/occurs in two parts/);
    expect(() => inspect([new BufferSource(plainFile({ tensors: [] }))])).toThrow(/no tensors/);
  });
});
