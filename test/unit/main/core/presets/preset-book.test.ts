import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { PresetBook } from "../../../../../src/main/core/presets/preset-book";
import { PresetStore } from "../../../../../src/main/core/presets/preset-store";
import { LibraryChangesRig } from "../../../../support/library-changes-rig";

let rig: LibraryChangesRig;
let file: string;

async function openBook(): Promise<PresetBook> {
  const store = new PresetStore(file, pino({ level: "silent" }));
  const book = new PresetBook({ aliases: rig.aliases, store, now: () => new Date(0) });
  await book.open();
  return book;
}

beforeEach(async () => {
  rig = new LibraryChangesRig();
  file = join(rig.root, "presets.json");
  rig.write(rig.own, "tiny.gguf");
  await rig.library.rescan();
});

describe("PresetBook", () => {
  it("keeps what a name adds, across restarts", async () => {
    const book = await openBook();
    await book.create({
      name: "Mario",
      from: "tiny",
      parts: { system: "You are Mario.", sampling: { temperature: 0 } },
    });
    const again = await openBook();
    expect(again.of("mario:latest")).toEqual({
      system: "You are Mario.",
      messages: [],
      stop: [],
      sampling: { temperature: 0 },
      parameters: [],
      modifiedAt: "1970-01-01T00:00:00.000Z",
    });
    expect(rig.library.resolve("mario").reference).toBe(rig.library.resolve("tiny").reference);
    expect(again.of("tiny")).toBe(null);
  });

  it("inherits from a name part by part", async () => {
    const book = await openBook();
    const parameters = [
      { name: "temperature", value: "0" },
      { name: "top_k", value: "3" },
    ];
    const sampling = { temperature: 0, topK: 3 };
    await book.create({ name: "mario", from: "tiny", parts: { system: "You are Mario.", sampling, parameters } });
    const parts = { sampling: { topK: 5 }, parameters: [{ name: "top_k", value: "5" }] };
    expect(await book.create({ name: "luigi", from: "mario", parts })).toMatchObject({
      system: "You are Mario.",
      sampling: { temperature: 0, topK: 5 },
      parameters: [
        { name: "temperature", value: "0" },
        { name: "top_k", value: "5" },
      ],
    });
  });

  it("goes with its alias, however that went, and follows when it is set anew", async () => {
    const book = await openBook();
    await book.create({ name: "mario", from: "tiny", parts: { system: "You are Mario." } });
    rig.aliases.set("luigi", "mario");
    await book.follow("luigi", "mario");
    expect(book.of("luigi")?.system).toBe("You are Mario.");
    rig.aliases.remove("mario");
    expect(book.of("mario")).toBe(null);
    await book.follow("luigi", "tiny");
    expect(book.of("luigi")).toBe(null);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ version: 1, presets: {} });
  });

  it("creates nothing for what is not there", async () => {
    const book = await openBook();
    const wish = { name: "mario", from: "nobody", parts: { system: "x" } };
    await expect(book.create(wish)).rejects.toMatchObject({ code: "model_not_found" });
    await expect(book.create({ ...wish, name: "a/b" })).rejects.toMatchObject({ code: "invalid_request" });
    expect(readdirSync(rig.root)).not.toContain("presets.json");
  });

  it("keeps a damaged file aside", async () => {
    writeFileSync(file, "{");
    expect((await openBook()).of("mario")).toBe(null);
    expect(readdirSync(rig.root).filter((name) => name.startsWith("presets.json.damaged"))).toHaveLength(1);
  });
});
