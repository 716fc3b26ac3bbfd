import { describe, expect, it } from "vitest";
import { processMemoryOf, residentBytes } from "../../../../../src/main/core/telemetry/process-memory";

const status = `Name:	node
VmRSS:	  603000 kB
RssAnon:	  257000 kB
RssFile:	  345000 kB
RssShmem:	    1000 kB
Threads:	12
`;

describe("residentBytes", () => {
  it("adds the process's own memory and what it has read of mapped files", () => {
    expect(residentBytes(status)).toBe(603_000 * 1024);
  });

  it("is null for a process without memory", () => {
    expect(residentBytes("Name:	node\nState:	Z (zombie)\n")).toBeNull();
  });
});

describe("processMemoryOf", () => {
  it.runIf(process.platform === "linux")(
    "measures a process on Linux, and knows nothing of one that is gone",
    async () => {
      expect(await processMemoryOf("linux")(process.pid)).toBeGreaterThan(1_000_000);
      expect(await processMemoryOf("linux")(2 ** 30)).toBeNull();
    },
  );

  it("says that it does not know on macOS", async () => {
    expect(await processMemoryOf("darwin")(process.pid)).toBeNull();
  });
});
