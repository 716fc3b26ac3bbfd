import { describe, expect, it } from "vitest";
import { decodeKeepAlive, decodeKeepAliveOrTtl } from "../../../../../../src/main/core/gateway/decode/keep-alive";

describe("decodeKeepAlive", () => {
  it.each([
    [300, 300],
    ["300", 300],
    ["5m", 300],
    ["1h30m", 5_400],
    ["1.5h", 5_400],
    [" 90s ", 90],
    ["1m30.5s", 91],
    ["500ms", 1],
    [0.2, 1],
    [0, 0],
    ["0", 0],
    ["0s", 0],
    ["0m", 0],
    [" 0.0h ", 0],
    [-1, null],
    ["-1", null],
    ["-1s", null],
    ["-5m", null],
    [undefined, undefined],
    [null, undefined],
    ["", undefined],
  ])("%j is %j", (value, expected) => expect(decodeKeepAlive(value, "keep_alive")).toBe(expected));

  it.each(["soon", "5 minutes", "m", "5mm", "1h 30m", true, {}, [300], Number.NaN, "1e3", "--1"])(
    "%j is refused with the field's name",
    (value) =>
      expect(() => decodeKeepAlive(value, "keep_alive")).toThrow(
        expect.objectContaining({ code: "invalid_request", details: { field: "keep_alive" } }),
      ),
  );
});

it("takes LM Studio's ttl where there is no keep_alive", () => {
  expect(decodeKeepAliveOrTtl({ ttl: 60 })).toBe(60);
  expect(decodeKeepAliveOrTtl({ keep_alive: "-1", ttl: 60 })).toBeNull();
  expect(decodeKeepAliveOrTtl({ keep_alive: null, ttl: 60 })).toBe(60);
  expect(decodeKeepAliveOrTtl({})).toBeUndefined();
  expect(() => decodeKeepAliveOrTtl({ ttl: "long" })).toThrow(expect.objectContaining({ details: { field: "ttl" } }));
});
