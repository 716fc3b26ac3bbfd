import { describe, expect, it } from "vitest";
import { createFormat } from "../../../../src/renderer/language/format";

const english = createFormat("en", "Europe/Berlin");
const german = createFormat("de", "Europe/Berlin");
const gigabyte = 1024 ** 3;
const now = Date.parse("2026-11-20T13:32:00.000Z");
/** A narrow no-break space, which stands between a figure and its unit. */
const n = "\u202F";
const nbsp = "\u00A0";

describe("format", () => {
  it.each([
    [396 * gigabyte, `396.0${n}GB`, `396,0${n}GB`],
    [0, `0${n}GB`, `0${n}GB`],
    [92 * 1024 ** 2, `92${n}MB`, `92${n}MB`],
    [1.5 * 1024 ** 2, `1.5${n}MB`, `1,5${n}MB`],
    [300 * 1024, `300${n}kB`, `300${n}kB`],
  ])("writes %d bytes of memory in units of 2^30", (bytes, inEnglish, inGerman) => {
    expect(english.memory(bytes)).toBe(inEnglish);
    expect(german.memory(bytes)).toBe(inGerman);
  });

  it("writes parts of memory in the unit of their whole", () => {
    expect(english.memoryPart(0.3 * gigabyte, 8 * gigabyte)).toBe(`0.3${n}GB`);
    expect(english.memoryPart(0.02 * gigabyte, 0.1 * gigabyte)).toBe(`20${n}MB`);
    expect(english.memoryPart(0, 8 * gigabyte)).toBe(`0${n}MB`);
  });

  it("writes the size of a machine without a decimal, and labels without a unit", () => {
    expect(english.capacity(512 * gigabyte)).toBe(`512${n}GB`);
    expect(german.capacity(7.6 * gigabyte)).toBe(`7,6${n}GB`);
    expect(english.memoryLabel(396.2 * gigabyte)).toBe("396");
  });

  it.each([
    [421.8e9, `421.8${n}GB`, `421,8${n}GB`],
    [412_000, `412${n}kB`, `412${n}kB`],
    [0, `0${n}bytes`, `0${n}Byte`],
    [999, `999${n}bytes`, `999${n}Byte`],
  ])("writes %d bytes of a file in units of 10^9", (bytes, inEnglish, inGerman) => {
    expect(english.file(bytes)).toBe(inEnglish);
    expect(german.file(bytes)).toBe(inGerman);
  });

  it("writes rates with a decimal up to 100", () => {
    expect([english.rate(21.44), english.rate(3_240), german.rate(21.44), german.rate(3_240)]).toEqual([
      "21.4",
      "3,240",
      "21,4",
      "3.240",
    ]);
  });

  it("writes estimates without a decimal from 10 on, and what a machine is", () => {
    expect([english.estimate(92.6), english.estimate(7.44), german.estimate(7.44)]).toEqual(["93", "7.4", "7,4"]);
    expect([english.bandwidth(819e9), english.euros(9_500), german.watts(3_200)]).toEqual([
      `819${n}GB/s`,
      `9,500${n}€`,
      `3.200${n}W`,
    ]);
    expect([english.month("2026-11-01"), german.month("2026-11-01")]).toEqual(["Nov 2026", "Nov. 2026"]);
  });

  it("writes counts and shares, and rounds no share up to a whole", () => {
    expect([english.count(38_214), german.count(38_214)]).toEqual(["38,214", "38.214"]);
    expect([english.share(0.47), german.share(0.47), english.share(0.999)]).toEqual(["47%", `47${n}%`, "99%"]);
  });

  it.each([
    [12_400, `12${n}s`],
    [240_000, `4${n}min`],
    [94 * 60_000, `1${n}h 34${n}min`],
    [3_600_000, `1${n}h`],
    [-5, `0${n}s`],
  ])("writes %d ms as a duration", (milliseconds, text) => {
    expect(english.duration(milliseconds)).toBe(text);
    expect(german.duration(milliseconds)).toBe(text);
  });

  it("writes ages, and from a day on the time itself", () => {
    expect(english.age("2026-11-20T13:31:48.000Z", now)).toBe(`12${n}s${nbsp}ago`);
    expect(german.age("2026-11-20T13:31:48.000Z", now)).toBe(`vor${nbsp}12${n}s`);
    expect(english.age("2026-11-20T13:32:00.400Z", now)).toBe("now");
    expect(english.age("2026-11-13T07:14:00.000Z", now)).toBe("13 Nov, 08:14");
  });

  it("writes times of the same day without the date", () => {
    expect(english.time("2026-11-20T13:32:00.000Z", now)).toBe("14:32");
    expect(english.time("2026-11-13T07:14:00.000Z", now)).toBe("13 Nov, 08:14");
    expect(german.time("2026-11-13T07:14:00.000Z", now)).toBe("13. Nov., 08:14");
    expect(english.time("2026-11-19T23:30:00.000Z", now)).toBe("00:30");
  });

  it("writes numbers of parameters", () => {
    expect(english.parameters(397e9)).toBe(`397${n}B`);
    expect(german.parameters(134_515_008)).toBe(`134,5${n}Mio.`);
    expect(english.parameters(7.6e9)).toBe(`7.6${n}B`);
    expect(english.parameters(260_032)).toBe("260,032");
  });
});
