import { describe, expect, it } from "vitest";
import { settingsChangeSchema } from "../../../../src/shared/shapes/settings";

describe("a change of settings", () => {
  it("holds what was said and nothing else, so that the other settings stay as they are", () => {
    expect(settingsChangeSchema.parse({})).toEqual({});
    expect(settingsChangeSchema.parse({ language: "de", memoryLimitBytes: null })).toEqual({
      language: "de",
      memoryLimitBytes: null,
    });
  });

  it("names a field that is wrong", () => {
    expect(settingsChangeSchema.safeParse({ port: 70_000 }).error?.issues[0]?.path).toEqual(["port"]);
  });
});
