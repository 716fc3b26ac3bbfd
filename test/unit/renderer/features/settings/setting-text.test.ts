import { describe, expect, it } from "vitest";
import { settingGroups, type TypedField } from "../../../../../src/renderer/features/settings/setting-fields";
import { textOf, valueOf } from "../../../../../src/renderer/features/settings/setting-text";
import { settingsChangeSchema, settingsSchema } from "../../../../../src/shared/shapes/settings";

const typed = settingGroups
  .flatMap<{ kind: string }>(({ fields }) => [...fields])
  .filter((field): field is TypedField => ["number", "text", "list"].includes(field.kind));
const named = (name: TypedField["name"]): TypedField => {
  const field = typed.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(name);
  return field;
};

describe("a typed setting", () => {
  it("is the same after it was written out and read back, in both languages", () => {
    const settings = settingsSchema.parse({
      memoryLimitBytes: 1.5 * 1024 ** 3,
      allowedHosts: ["a", "b"],
      context: 4_096,
    });
    for (const field of typed) {
      for (const decimal of [".", ","] as const) {
        expect(valueOf(field, textOf(field, settings, decimal)), field.name).toEqual(settings[field.name]);
      }
    }
  });

  it("has the unit of its label", () => {
    expect(valueOf(named("memoryLimitBytes"), "1,5")).toBe(1_610_612_736);
    expect(valueOf(named("prefixCacheBytes"), "20")).toBe(20e9);
    expect(valueOf(named("prefillShare"), "45")).toBe(0.45);
  });

  it("takes an empty field as null only where there is a null", () => {
    expect(valueOf(named("context"), " ")).toBeNull();
    expect(valueOf(named("port"), "")).toBeUndefined();
  });

  it("refuses what is no number, and leaves bounds to the core", () => {
    for (const text of ["-1", "many", "1e5", "1.000,5"]) expect(valueOf(named("context"), text)).toBeUndefined();
    expect(settingsChangeSchema.safeParse({ port: valueOf(named("port"), "70000") }).success).toBe(false);
  });
});
