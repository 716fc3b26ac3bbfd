import { describe, expect, it } from "vitest";
import { parseByteSize } from "../../../../../src/main/core/settings/byte-size";

describe("parseByteSize", () => {
  it.each([
    ["1100MB", 1_100_000_000],
    ["24GiB", 24 * 2 ** 30],
    ["1.5 tb", 1_500_000_000_000],
    ["4096", 4_096],
  ])("reads %s", (text, bytes) => {
    expect(parseByteSize(text, "--memory-limit")).toBe(bytes);
  });

  it.each(["", "0", "-1GB", "many", "10XB", "1e3", "99999999999TiB"])("refuses '%s', naming the flag", (text) => {
    expect(() => parseByteSize(text, "--memory-limit")).toThrow(/^--memory-limit: .*1100MB or 24GiB/);
  });
});
