import { describe, expect, it } from "vitest";
import { groupFilesOf, groupMemory } from "../../../../../src/main/core/telemetry/control-group";
import { linuxMemoryFacts } from "../../../../../src/main/core/telemetry/linux-memory";

const kibibyte = 1024;

/** Recorded on a virtual machine with 24 GB; the swap is added. */
const meminfo = `MemTotal:       24684084 kB
MemFree:        23962472 kB
MemAvailable:   24245212 kB
Buffers:            1752 kB
Cached:           424592 kB
SwapCached:            0 kB
Active(anon):      21932 kB
SwapTotal:       2097148 kB
SwapFree:        2000000 kB
Shmem:              1234 kB
SReclaimable:      50000 kB
HugePages_Total:       0
`;

const pressure = (some: string, full: string) =>
  `some avg10=${some} avg60=0.00 avg300=0.00 total=0\nfull avg10=${full} avg60=0.00 avg300=0.00 total=0\n`;

describe("linuxMemoryFacts", () => {
  it("takes what is available from the kernel's own estimate", () => {
    expect(linuxMemoryFacts({ meminfo, pressure: null, groups: [] })).toEqual({
      totalBytes: 24_684_084 * kibibyte,
      usedBytes: (24_684_084 - 24_245_212) * kibibyte,
      pressure: null,
      swapUsedBytes: (2_097_148 - 2_000_000) * kibibyte,
      wiredBytes: null,
      compressedBytes: null,
      cachedBytes: (1_752 + 424_592 + 50_000 - 1_234) * kibibyte,
      gpuLimitBytes: null,
    });
  });

  it("makes its own estimate where an old kernel gives none", () => {
    const old = meminfo.replace(/^MemAvailable.*\n/m, "");
    const available = 23_962_472 + 1_752 + 424_592 + 50_000 - 1_234;
    expect(linuxMemoryFacts({ meminfo: old, pressure: null, groups: [] }).usedBytes).toBe(
      (24_684_084 - available) * kibibyte,
    );
  });

  it("knows no swap where the text has none", () => {
    const none = meminfo.replace(/^Swap(Total|Free).*\n/gm, "");
    expect(linuxMemoryFacts({ meminfo: none, pressure: null, groups: [] }).swapUsedBytes).toBeNull();
  });

  it.each([
    ["normal", "0.00", "0.00"],
    ["normal", "9.99", "0.00"],
    ["warn", "10.00", "3.00"],
    ["critical", "42.50", "12.00"],
  ])("calls the pressure %s when %s %% wait and %s %% are stopped", (level, some, full) => {
    expect(linuxMemoryFacts({ meminfo, pressure: pressure(some, full), groups: [] }).pressure).toBe(level);
  });

  it("makes the machine as small as the tightest control group", () => {
    const groups = [
      { limitBytes: 8e9, usedBytes: 1e9 },
      { limitBytes: 4e9, usedBytes: 3e9 },
      { limitBytes: 1e18, usedBytes: 0 },
    ];
    expect(linuxMemoryFacts({ meminfo, pressure: null, groups })).toMatchObject({ totalBytes: 4e9, usedBytes: 3e9 });
  });

  it("counts what others use when a group may have more than the machine has left", () => {
    const full = meminfo.replace("24245212", "1000000");
    const facts = linuxMemoryFacts({ meminfo: full, pressure: null, groups: [{ limitBytes: 8e9, usedBytes: 1e9 }] });
    expect(facts.usedBytes).toBe(8e9 - 1_000_000 * kibibyte);
  });
});

describe("groupFilesOf", () => {
  it("finds the group of version 2 and all above it", () => {
    expect(groupFilesOf("0::/user.slice/app.scope\n").map(({ limit }) => limit)).toEqual([
      "/sys/fs/cgroup/user.slice/app.scope/memory.max",
      "/sys/fs/cgroup/user.slice/memory.max",
      "/sys/fs/cgroup/memory.max",
    ]);
  });

  it("finds the memory controller of version 1 among the others, and leaves them alone", () => {
    const text = "8:pids:/docker/abc\n4:cpu,memory:/docker/abc\n1:name=systemd:/\n";
    expect(groupFilesOf(text)).toEqual(
      ["/docker/abc", "/docker", ""].map((path) => ({
        limit: `/sys/fs/cgroup/memory${path}/memory.limit_in_bytes`,
        usage: `/sys/fs/cgroup/memory${path}/memory.usage_in_bytes`,
        statistics: `/sys/fs/cgroup/memory${path}/memory.stat`,
      })),
    );
  });

  it("does not follow a path out of the mount, and makes nothing of nothing", () => {
    expect(groupFilesOf("0::/../../etc\n").map(({ limit }) => limit)).toEqual([
      "/sys/fs/cgroup/etc/memory.max",
      "/sys/fs/cgroup/memory.max",
    ]);
    expect(groupFilesOf("")).toEqual([]);
  });
});

describe("groupMemory", () => {
  it("takes file cache off the usage", () => {
    expect(groupMemory("4000\n", "3000\n", "anon 1000\nfile 2000\n")).toEqual({ limitBytes: 4000, usedBytes: 1000 });
    expect(groupMemory("4000\n", "3000\n", "cache 1\ntotal_cache 500\n")).toEqual({
      limitBytes: 4000,
      usedBytes: 2500,
    });
    expect(groupMemory("4000\n", "3000\n", "")).toEqual({ limitBytes: 4000, usedBytes: 3000 });
  });

  it("is null without a limit", () => {
    expect(groupMemory("max\n", "3000\n", "")).toBeNull();
    expect(groupMemory("", "", "")).toBeNull();
  });
});
