import { describe, expect, it } from "vitest";
import { findingOf } from "../../../../../../src/main/core/residency/proof/linux-probe";
import { mappedBytesOf, residentBytesOf } from "../../../../../../src/main/core/residency/proof/process-maps";

/** As a worker's kernel wrote it, with fewer figures. */
const smaps = `5581d2c00000-5581d2c01000 r-xp 00000000 fe:00 131                        /usr/bin/node
Size:                  4 kB
KernelPageSize:        4 kB
Rss:                   4 kB
Pss:                   1 kB
VmFlags: rd ex mr mw me
7f2e60000000-7f2e62600000 r--s 00000000 fe:00 9001                       /models/Mein Modell 1.gguf
Size:              38912 kB
Rss:               38000 kB
Pss:               38000 kB
VmFlags: rd mr me ms
7f2e62600000-7f2e62700000 r--s 02600000 fe:00 9002                       /models/part-2.gguf (deleted)
Size:               1024 kB
Rss:                1024 kB
7f2e70000000-7f2e70100000 rw-p 00000000 00:00 0
Size:               1024 kB
Rss:                 512 kB
`;
const files = ["/models/Mein Modell 1.gguf", "/models/part-2.gguf"];

describe("the maps of a process", () => {
  it("tell how much of the model's files is mapped, and in memory", () => {
    expect(mappedBytesOf(smaps, files)).toEqual({ mappedBytes: 39_936 * 1_024, residentBytes: 39_024 * 1_024 });
    expect(mappedBytesOf(smaps, ["/models/other.gguf"])).toBeNull();
    expect(mappedBytesOf("", files)).toBeNull();
  });

  it("tell what it has in memory in all", () => {
    expect(residentBytesOf(smaps)).toBe((4 + 38_000 + 1_024 + 512) * 1_024);
    expect(residentBytesOf("7f2e-7fff ---p 00000000 00:00 0 [rollup]\nRss: 300 kB\nPss: 2 kB\n")).toBe(300 * 1_024);
  });
});

describe("what a look found", () => {
  it("is what is missing of the weights", () => {
    const finding = findingOf(smaps, { pid: 7, weightsBytes: 39_000_000, files });
    expect(finding).toEqual({
      holds: false,
      residentBytes: 39_000_000 - 912 * 1_024,
      weightsBytes: 39_000_000,
      how: "smaps of 7: 40 MB of 41 MB mapped from the file",
    });
    const whole = smaps.replace("38000 kB\nPss", "38912 kB\nPss");
    expect(findingOf(whole, { pid: 7, weightsBytes: 39_000_000, files })).toMatchObject({
      holds: true,
      residentBytes: 39_000_000,
    });
  });

  it("is the process's own memory where no file is mapped", () => {
    expect(findingOf(smaps, { pid: 7, weightsBytes: 50_000_000, files: [] })).toMatchObject({
      holds: false,
      how: "smaps of 7: the process holds 40 MB of its own",
    });
    expect(findingOf(smaps, { pid: 7, weightsBytes: 30_000_000, files: [] })).toMatchObject({
      holds: true,
      residentBytes: 30_000_000,
    });
  });
});
