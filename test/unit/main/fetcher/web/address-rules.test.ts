import { describe, expect, it } from "vitest";
import { isAllowed, redirectTarget } from "../../../../../src/main/fetcher/web/address-rules";
import { retryAfterMilliseconds } from "../../../../../src/main/fetcher/web/interrupted";
import { fileAddress, listingAddress } from "../../../../../src/main/fetcher/hub/hub-address";

describe("isAllowed", () => {
  const [hub, local] = [new URL("https://huggingface.co"), new URL("http://127.0.0.1:9")];
  it.each([
    ["https://store.example/x", hub, true],
    ["http://store.example/x", hub, false],
    ["http://127.0.0.1/x", hub, false],
    ["http://127.0.0.1/x", local, true],
    ["http://[::1]/x", local, true],
    ["http://store.example/x", local, false],
    ["http://127.0.0.1.example/x", local, false],
    ["https://user:word@store.example/x", hub, false],
    ["ftp://store.example/x", hub, false],
  ])("%s from %s: %s", (address, endpoint, allowed) => {
    expect(isAllowed(new URL(address), endpoint)).toBe(allowed);
  });
});

describe("redirectTarget", () => {
  const from = new URL("https://hub.example/a/b");
  it("is relative to where it was said", () => {
    expect(redirectTarget("/c", from)?.href).toBe("https://hub.example/c");
    expect(redirectTarget("https://store.example/c", from)?.href).toBe("https://store.example/c");
    expect(redirectTarget(undefined, from)).toBeNull();
    expect(redirectTarget("http://", from)).toBeNull();
  });
});

describe("addresses at the hub", () => {
  it("keep a mirror's own path and escape what is in names", () => {
    const mirror = new URL("https://mirror.example/hf/");
    expect(listingAddress(mirror, "a/b", "refs/pr/1").href).toBe(
      "https://mirror.example/hf/api/models/a/b/revision/refs%2Fpr%2F1?blobs=true",
    );
    expect(fileAddress(mirror, "a/b", "main", "x y/#1?.gguf").href).toBe(
      "https://mirror.example/hf/a/b/resolve/main/x%20y/%231%3F.gguf",
    );
  });
});

describe("retryAfterMilliseconds", () => {
  const now = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");
  it.each([
    ["120", 120_000],
    ["Wed, 21 Oct 2026 07:28:05 GMT", 5_000],
    ["Wed, 21 Oct 2026 07:27:00 GMT", 0],
    ["soon", null],
    [undefined, null],
  ])("%s", (text, milliseconds) => {
    expect(retryAfterMilliseconds(text, now)).toBe(milliseconds);
  });
});
