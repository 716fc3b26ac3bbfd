import { describe, expect, it } from "vitest";
import { expiry, expiryReason, keepAliveSeconds } from "../../../../../src/main/core/residency/keep-alive";

const free = {
  keepAliveSeconds: 300,
  keepAliveByModel: { "red:f16": 60, "blue:f16": null },
  longestKeepAliveSeconds: null,
};
const capped = { ...free, longestKeepAliveSeconds: 1_800 };

describe("keepAliveSeconds", () => {
  it.each([
    ["what is set for all", undefined, "green:f16", free, 300],
    ["what is set for the model", undefined, "red:f16", free, 60],
    ["null for the model, which is a setting too", undefined, "blue:f16", free, null],
    ["what the request says", 5, "red:f16", free, 5],
    ["as long as there is room", null, "red:f16", free, null],
    ["at most the user's limit", 90_000, "red:f16", capped, 1_800],
    ["the user's limit for ever", null, "red:f16", capped, 1_800],
    ["for ever when it is longer than any date", 1e308, "red:f16", free, null],
    ["the user's limit of what is longer than any date", 1e308, "red:f16", capped, 1_800],
    ["zero below every limit", 0, "red:f16", capped, 0],
    ["the setting itself beyond the limit of requests", undefined, "blue:f16", capped, null],
  ])("is %s", (_, wish, reference, preferences, expected) => {
    expect(keepAliveSeconds(wish, reference, preferences)).toBe(expected);
  });
});

it("runs from when nobody holds it", () => {
  expect(expiry(10, 5_000, 9_000)).toBe(15_000);
  expect(expiry(10, null, 9_000)).toBe(19_000);
  expect(expiry(null, 5_000, 9_000)).toBeNull();
});

it.each([
  [0, "its last request asked for it to leave"],
  [1, "nobody asked for it for one second"],
  [90, "nobody asked for it for 90 seconds"],
  [300, "nobody asked for it for 5 minutes"],
  [3_600, "nobody asked for it for one hour"],
  [172_800, "nobody asked for it for 2 days"],
])("says why after %d seconds", (seconds, reason) => expect(expiryReason(seconds)).toBe(reason));
