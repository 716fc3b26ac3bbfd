import { describe, expect, it } from "vitest";
import { Merged } from "../../../../../src/main/core/inference/merged";

async function* counting(from: number, to: number, asked: number[] = []): AsyncGenerator<number, void, void> {
  for (let value = from; value <= to; value += 1) {
    asked.push(value);
    yield value;
  }
}

describe("Merged", () => {
  it("gives every source's values in their order, and ends with the last source", async () => {
    const merged = new Merged<number>();
    merged.join(counting(1, 3));
    merged.join(counting(11, 12));
    const values: [number, number][] = [];
    for (let next = await merged.next(); next !== undefined; next = await merged.next()) {
      values.push([next.from, next.value]);
      if (next.value === 2) merged.join(counting(21, 22));
    }
    expect(values.filter(([from]) => from === 0)).toEqual([1, 2, 3].map((value) => [0, value]));
    expect(values.filter(([from]) => from === 1)).toEqual([11, 12].map((value) => [1, value]));
    expect(values.filter(([from]) => from === 2)).toEqual([21, 22].map((value) => [2, value]));
  });

  it("runs no further ahead of its reader than one value for each source", async () => {
    const merged = new Merged<number>();
    const asked: number[] = [];
    merged.join(counting(1, 1_000, asked));
    await merged.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it("throws the first failure", async () => {
    const merged = new Merged<number>();
    merged.join(
      (async function* () {
        yield 1;
        throw new Error("broken");
      })(),
    );
    expect(await merged.next()).toEqual({ from: 0, value: 1 });
    await expect(merged.next()).rejects.toThrow("broken");
  });
});
