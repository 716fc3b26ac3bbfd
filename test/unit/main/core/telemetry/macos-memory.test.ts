import { describe, expect, it } from "vitest";
import { macosMemoryFacts } from "../../../../../src/main/core/telemetry/macos-memory";

const mebibyte = 1024 ** 2;

/** In the form of vm_stat(1) on Apple silicon. */
const vmStat = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               12000.
Pages active:                            900000.
Pages inactive:                          880000.
Pages speculative:                         5000.
Pages throttled:                              0.
Pages wired down:                        250000.
Pages purgeable:                          30000.
"Translation faults":                 987654321.
Pages copy-on-write:                   12345678.
File-backed pages:                       400000.
Anonymous pages:                        1385000.
Pages stored in compressor:              700000.
Pages occupied by compressor:            200000.
Decompressions:                         1234567.
Swapins:                                      0.
`;

const sysctl = (rest: Partial<Record<"level" | "swap" | "limit", string>> = {}) =>
  [
    "hw.memsize: 68719476736",
    `kern.memorystatus_vm_pressure_level: ${rest.level ?? "1"}`,
    `vm.swapusage: ${rest.swap ?? "total = 2048.00M  used = 1024.50M  free = 1023.50M  (encrypted)"}`,
    ...(rest.limit === undefined ? [] : [`iogpu.wired_limit_mb: ${rest.limit}`]),
    "",
  ].join("\n");

describe("macosMemoryFacts", () => {
  it("counts used memory as Activity Monitor does", () => {
    expect(macosMemoryFacts(vmStat, sysctl({ limit: "57344" }))).toEqual({
      totalBytes: 64 * 1024 * mebibyte,
      usedBytes: (900_000 + 880_000 + 5_000 + 250_000 + 200_000 - 30_000 - 400_000) * 16_384,
      pressure: "normal",
      swapUsedBytes: 1024.5 * mebibyte,
      wiredBytes: 250_000 * 16_384,
      compressedBytes: 200_000 * 16_384,
      cachedBytes: 430_000 * 16_384,
      gpuLimitBytes: 57_344 * mebibyte,
    });
  });

  it("takes the size of a page from the text", () => {
    const intel = vmStat.replace("16384", "4096");
    expect(macosMemoryFacts(intel, sysctl()).usedBytes).toBe(1_805_000 * 4_096);
  });

  it.each([
    ["1", "normal"],
    ["2", "warn"],
    ["4", "critical"],
    ["7", null],
  ])("reads the pressure level %s as %s", (level, expected) => {
    expect(macosMemoryFacts(vmStat, sysctl({ level })).pressure).toBe(expected);
  });

  it("reads a swap that is written with decimal commas", () => {
    const swap = "total = 2048,00M  used = 1024,50M  free = 1023,50M  (encrypted)";
    expect(macosMemoryFacts(vmStat, sysctl({ swap })).swapUsedBytes).toBe(1024.5 * mebibyte);
    expect(macosMemoryFacts(vmStat, sysctl({ swap: "not available" })).swapUsedBytes).toBeNull();
  });

  it("assumes the lowest of Metal's defaults where no limit is set, and none where there is no such limit", () => {
    expect(macosMemoryFacts(vmStat, sysctl({ limit: "0" })).gpuLimitBytes).toBe(48 * 1024 * mebibyte);
    const small = sysctl({ limit: "0" }).replace("68719476736", String(24 * 1024 * mebibyte));
    expect(macosMemoryFacts(vmStat, small).gpuLimitBytes).toBe(16 * 1024 * mebibyte);
    expect(macosMemoryFacts(vmStat, sysctl()).gpuLimitBytes).toBeNull();
  });
});
