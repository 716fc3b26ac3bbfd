import { describe, expect, it } from "vitest";
import { macosFinding, MacosProbe, wiredBytesOf } from "../../../../../../src/main/core/residency/proof/macos-probe";

const vmStat = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                             1234567.
Pages active:                            234567.
Pages wired down:                       2500000.
Pages occupied by compressor:                 0.
`;

describe("vm_stat", () => {
  it("tells what is wired", () => {
    expect(wiredBytesOf(vmStat)).toBe(2_500_000 * 16_384);
    expect(wiredBytesOf("Pages free: 12.")).toBeNull();
  });
});

describe("what a look on macOS found", () => {
  it("holds when all weights can be wired beside what the system had wired, and never claims one resident's share", () => {
    expect(macosFinding(45e9, 4e9, 40e9, 30e9)).toEqual({
      holds: true,
      residentBytes: null,
      weightsBytes: 30e9,
      how: "vm_stat: 45.0 GB wired, 4.00 GB of it by the system, for 40.0 GB of weights",
    });
    expect(macosFinding(43e9, 4e9, 40e9, 30e9).holds).toBe(false);
  });

  it("knows what the system wires from when nothing was loaded", async () => {
    let [wired, weights] = [4e9, 0];
    const probe = new MacosProbe(
      () => weights,
      async () => wired,
    );
    await probe.lookWithoutModels();
    [wired, weights] = [8e9, 6e9];
    await probe.lookWithoutModels();
    expect(await probe.probe({ pid: 1, weightsBytes: 6e9, files: [] })).toMatchObject({ holds: false });
    wired = 10e9;
    expect(await probe.probe({ pid: 1, weightsBytes: 6e9, files: [] })).toMatchObject({ holds: true });
  });
});
