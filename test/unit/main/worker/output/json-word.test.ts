import { describe, expect, it } from "vitest";
import { jsonWord } from "../../../../../src/main/worker/output/json-word";

describe("jsonWord", () => {
  it("knows numbers and the constants of JSON and Python", () => {
    expect(["-1.5e3", "0", "true", "True", "None", "null", "False"].map(jsonWord)).toEqual([
      "-1.5e3",
      "0",
      "true",
      "true",
      "null",
      "null",
      "false",
    ]);
  });

  it("takes nothing else for a value, names that every object has included", () => {
    for (const word of ["", "01", "1.", "+1", "NaN", "TRUE", "constructor", "toString", "__proto__"]) {
      expect(jsonWord(word), word).toBeUndefined();
    }
  });
});
