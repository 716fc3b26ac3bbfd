import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/shared/version";

const source = join(import.meta.dirname, "..", "..", "src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
const lengths = files.map((path) => readFileSync(join(source, path), "utf8").split("\n").length).sort((a, b) => a - b);

describe("the house", () => {
  it("has small files: median at most 120 lines, none over 400", () => {
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(120);
    expect(lengths.at(-1)).toBeLessThanOrEqual(400);
  });

  it("has no drawers for odds and ends, and no barrels", () => {
    expect(files.filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(path))).toEqual([]);
    expect(files.filter((path) => /(^|\/)index\.ts$/.test(path) && path !== join("preload", "index.ts"))).toEqual([]);
  });
});

describe("the version", () => {
  it("is the same in the code and in package.json", () => {
    const manifest = JSON.parse(readFileSync(join(source, "..", "package.json"), "utf8")) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
