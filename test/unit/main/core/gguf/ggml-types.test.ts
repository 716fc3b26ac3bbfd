import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ggmlTypes } from "../../../../../src/main/core/gguf/ggml-types";

/** Withdrawn from the format, though the engine's list still names them. */
const withdrawn = ["Q4_2", "Q4_3", "Q4_0_4_4", "Q4_0_4_8", "Q4_0_8_8", "IQ4_NL_4_4", "IQ4_NL_4_8", "IQ4_NL_8_8"];

/** Names and ids as the installed engine has them, read as text: its module would load the engine. */
function engineTypes(): Map<number, string> {
  const engine = join(import.meta.dirname, "../../../../../node_modules/node-llama-cpp");
  const source = readFileSync(join(engine, "dist/gguf/types/GgufTensorInfoTypes.js"), "utf8");
  const pairs = [...source.matchAll(/GgmlType\["(\w+)"\] = (\d+)/g)];
  return new Map(pairs.map(([, name = "", id]) => [Number(id), name]));
}

describe("ggmlTypes", () => {
  it("knows every type of the engine by the same id, and no other", () => {
    const ours = [...ggmlTypes.values()].map(({ id, name }) => `${id} ${name}`);
    const theirs = [...engineTypes()]
      .filter(([, name]) => !withdrawn.includes(name))
      .map(([id, name]) => `${id} ${name}`);
    expect(theirs.length).toBeGreaterThan(30);
    expect(ours).toEqual(theirs);
  });

  it("gives the bits per weight that the types are known for", () => {
    const bits = (id: number) => {
      const type = ggmlTypes.get(id);
      return type === undefined ? 0 : (type.blockBytes * 8) / type.blockElements;
    };
    expect([0, 1, 8, 2, 12, 14, 39, 40, 30].map(bits)).toEqual([32, 16, 8.5, 4.5, 4.5, 6.5625, 4.25, 4.5, 16]);
  });
});
