import { describe, expect, it } from "vitest";
import { effectiveLimitBytes, writableBytes } from "../../../../../src/main/core/prefix-cache/disk-room";
import { prefixMemoryBytes } from "../../../../../src/main/core/prefix-cache/memory-share";

describe("room on disk", () => {
  it("leaves 10 GB free, on small disks a tenth", () => {
    expect(writableBytes({ totalBytes: 1e12, freeBytes: 50e9 })).toBe(40e9);
    expect(writableBytes({ totalBytes: 20e9, freeBytes: 5e9 })).toBe(3e9);
  });

  it.each([
    ["the limit, with room enough", 20e9, 3e9, 500e9, 20e9],
    ["what is there and what may be written, with little room", 20e9, 3e9, 12e9, 5e9],
    ["less than what is there, on a full disk", 20e9, 3e9, 8e9, 1e9],
    ["nothing, when others have filled the disk", 20e9, 3e9, 1e9, 0],
    ["nothing, when switched off", 0, 3e9, 500e9, 0],
  ])("is %s", (_, limit, held, free, expected) => {
    expect(effectiveLimitBytes(limit, held, { totalBytes: 1e12, freeBytes: free })).toBe(expected);
  });
});

describe("memory for saved prefixes", () => {
  it("is the setting, or a share of the machine's", () => {
    expect(prefixMemoryBytes(0, 64e9)).toBe(0);
    expect(prefixMemoryBytes(null, 50e9)).toBe(1e9);
    expect(prefixMemoryBytes(null, 512 * 2 ** 30)).toBe(8 * 2 ** 30);
  });
});
