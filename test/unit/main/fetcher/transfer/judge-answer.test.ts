import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { judgeAnswer, type Expectation } from "../../../../../src/main/fetcher/transfer/judge-answer";
import { Interrupted } from "../../../../../src/main/fetcher/web/interrupted";

const expected: Expectation = { sizeBytes: 100, sha256: null, etag: '"one"' };
const asked = { start: 10, end: 20 };
const judge = (status: number, headers: IncomingHttpHeaders, range: typeof asked | null = asked, rest = expected) =>
  judgeAnswer({ status, headers, host: "store" }, range, rest);
const right = { "content-range": "bytes 10-19/100", "content-length": "10", etag: '"one"' };

describe("judgeAnswer", () => {
  it("takes the range that was asked for, a shorter one, and one without a total", () => {
    expect(judge(206, right)).toEqual({ type: "range" });
    expect(judge(206, { "content-range": "bytes 10-14/100" })).toEqual({ type: "range" });
    expect(judge(206, { "content-range": "bytes 10-19/*" })).toEqual({ type: "range" });
  });

  it("sees that the server sends the whole, or that the file is another one", () => {
    expect(judge(200, { "content-length": "100" })).toEqual({ type: "whole" });
    expect(judge(200, {})).toEqual({ type: "whole" });
    expect(judge(200, { etag: '"two"', "content-length": "90" })).toMatchObject({ type: "changed" });
    expect(judge(206, { ...right, etag: '"two"' })).toMatchObject({ type: "changed" });
  });

  it("lets ETags differ where a hash fixes the bytes", () => {
    expect(judge(206, { ...right, etag: '"edge-2"' }, asked, { ...expected, sha256: "ab" })).toEqual({ type: "range" });
  });

  it("compares no weak ETags", () => {
    expect(judge(206, { ...right, etag: 'W/"two"' })).toEqual({ type: "range" });
  });

  it.each<[number, IncomingHttpHeaders]>([
    [206, { "content-range": "bytes 11-19/100" }],
    [206, { "content-range": "bytes 10-20/100" }],
    [206, { "content-range": "bytes 19-10/100" }],
    [206, { "content-range": "bytes 10-19/101" }],
    [206, { ...right, "content-length": "11" }],
    [206, {}],
    [200, { "content-length": "99" }],
    [204, {}],
    [416, {}],
    [206, { ...right, "content-encoding": "br" }],
  ])("refuses %i %j", (status, headers) => {
    const verdict = judge(status, headers);
    expect(verdict).toMatchObject({ type: "failed", error: { code: "download_failed" } });
  });

  it("refuses a part where the whole was asked for", () => {
    expect(judge(206, right, null)).toMatchObject({ type: "failed", error: { code: "download_failed" } });
  });

  it("comes back to a busy server", () => {
    const verdict = judge(429, { "retry-after": "3" });
    expect(verdict.type === "failed" && verdict.error).toBeInstanceOf(Interrupted);
    expect(verdict).toMatchObject({ error: { retryAfterMilliseconds: 3_000 } });
  });
});
