import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../../../../src/main/core/kernel/logger";
import { ValidatedSettingsStore } from "../../../../../src/main/core/settings/validated-settings-store";
import type { Settings } from "../../../../../src/shared/shapes/settings";
import { temporaryFolder } from "../../../../support/temporary-folder";

const logger = createLogger({ level: "silent" });

/** A settings file as `conf` keeps it. */
class JsonFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    // Reads once, as conf does: a damaged file must fail here.
    JSON.stringify(this.store);
  }

  get store(): Partial<Settings> {
    return existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, "utf8")) as Partial<Settings>) : {};
  }

  set store(settings: Partial<Settings>) {
    writeFileSync(this.#path, JSON.stringify(settings));
  }
}

const storeAt = (path: string) => new ValidatedSettingsStore(path, () => new JsonFile(path), logger);

describe("ValidatedSettingsStore", () => {
  it("starts with the defaults and keeps what is set", () => {
    const path = join(temporaryFolder(), "settings.json");
    expect(storeAt(path).read()).toMatchObject({ port: 8737, seal: "required", pinned: [] });
    expect(storeAt(path).update({ pinned: ["a:b"] })).toMatchObject({ port: 8737, pinned: ["a:b"] });
    expect(storeAt(path).read().pinned).toEqual(["a:b"]);
  });

  it("refuses a value outside the schema and leaves the file as it was", () => {
    const path = join(temporaryFolder(), "settings.json");
    const store = storeAt(path);
    expect(() => store.update({ port: 70_000 })).toThrow(/^settings: port: /);
    expect(store.read().port).toBe(8737);
    expect(existsSync(path)).toBe(false);
  });

  it.each(["{ not json", '{"port":"high"}'])("sets a damaged file aside: %s", (content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), content);
    expect(storeAt(join(folder, "settings.json")).read().port).toBe(8737);
    const [aside = ""] = readdirSync(folder);
    expect(aside).toMatch(/^settings\.json\.damaged-\d+$/);
    expect(readFileSync(join(folder, aside), "utf8")).toBe(content);
  });
});
