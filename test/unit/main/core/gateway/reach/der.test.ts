import { describe, expect, it } from "vitest";
import { element, integer, tags, time } from "../../../../../../src/main/core/gateway/reach/certificate/der";

const hex = (bytes: Buffer) => bytes.toString("hex");

describe("DER", () => {
  it.each([
    ["00", "020100"],
    ["0001", "020101"],
    ["7f", "02017f"],
    ["80", "02020080"],
    ["0080", "02020080"],
    ["00ff01", "020300ff01"],
  ])("writes the number %s in its shortest positive form", (bytes, written) => {
    expect(hex(integer(Buffer.from(bytes, "hex")))).toBe(written);
  });

  it.each([
    [0, "0c00"],
    [127, "0c7f"],
    [128, "0c8180"],
    [255, "0c81ff"],
    [256, "0c820100"],
    [65_535, "0c82ffff"],
  ])("writes a length of %i", (length, start) => {
    expect(hex(element(tags.utf8String, Buffer.alloc(length))).slice(0, start.length)).toBe(start);
  });

  it("writes the year with two digits until 2049 and with four from 2050", () => {
    expect(time(new Date("2049-12-31T23:59:59.500Z")).toString("latin1", 2)).toBe("491231235959Z");
    expect(time(new Date("2050-01-01T00:00:00Z")).toString("latin1", 2)).toBe("20500101000000Z");
  });
});
