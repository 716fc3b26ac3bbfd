import { describe, expect, it } from "vitest";
import { isTrustedSender } from "../../../../../src/main/shell/ipc/trusted-sender";

describe("isTrustedSender", () => {
  it("trusts our own page at the top of a window", () => {
    expect(isTrustedSender({ url: "app://tresor/index.html#library", parent: null }, "app://tresor")).toBe(true);
  });

  it.each([
    ["a frame that is gone", null],
    ["a frame within a page", { url: "app://tresor/index.html", parent: {} }],
    ["another host", { url: "app://tresor.evil/index.html", parent: null }],
    ["another scheme", { url: "https://tresor/index.html", parent: null }],
    ["a blank page", { url: "about:blank", parent: null }],
  ])("trusts no %s", (_what, frame) => {
    expect(isTrustedSender(frame, "app://tresor")).toBe(false);
  });
});
