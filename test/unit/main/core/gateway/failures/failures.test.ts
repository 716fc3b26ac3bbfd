import { describe, expect, it } from "vitest";
import { failureBody } from "../../../../../../src/main/core/gateway/failures/failure-body";
import { fromFramework } from "../../../../../../src/main/core/gateway/failures/from-framework";
import { presentable, retryAfterSeconds } from "../../../../../../src/main/core/gateway/failures/presentable";
import { TresorError } from "../../../../../../src/shared/errors";

describe("failureBody", () => {
  const error = new TresorError("route_not_found", "No.", { a: 1 });
  const openAi = { error: { message: "No.", type: "not_found_error", param: null, code: "route_not_found" } };
  const anthropic = { type: "error", error: { type: "not_found_error", message: "No." }, request_id: "req_1" };
  const control = { error: { code: "route_not_found", message: "No.", details: { a: 1 } } };

  it.each([
    ["/v1/nope", openAi],
    ["/v1", openAi],
    ["/v1?x=1", openAi],
    ["/api/nope", { error: "No." }],
    ["/tresor/v1/nope", control],
    ["/v1beta/nope", control],
    ["/", control],
    ["http://127.0.0.1/v1", control],
    ["/v1/messages?beta=true", anthropic],
    ["/v1/messages/nope", anthropic],
    ["/v1/messagesx", openAi],
  ])("speaks the dialect of %s", (url, body) =>
    expect(failureBody({ id: "req_1", url, headers: {} }, error)).toEqual(body),
  );

  it("speaks Anthropic's on a path that OpenAI has too, to clients that name a version of it", () => {
    const headers = { "anthropic-version": "2023-06-01" };
    expect(failureBody({ id: "req_1", url: "/v1/models/x", headers }, error)).toEqual(anthropic);
    expect(failureBody({ id: "req_1", url: "/api/x", headers }, error)).toEqual({ error: "No." });
  });
});

describe("fromFramework", () => {
  it("tells the request's fault from ours", () => {
    expect(fromFramework(Object.assign(new Error("odd"), { statusCode: 400 })).code).toBe("invalid_request");
    expect(fromFramework(Object.assign(new Error("odd"), { statusCode: 500 })).code).toBe("internal");
    const ours = new TresorError("queue_full", "full");
    expect(fromFramework(ours)).toBe(ours);
  });
});

describe("what a client sees", () => {
  it("of an unforeseen failure is the request id and nothing else", () => {
    const shown = presentable(TresorError.from(new Error("secret path")), "req_1");
    expect(shown.message).toContain("req_1");
    expect(shown.message).not.toContain("secret");
    const known = new TresorError("load_failed", "why");
    expect(presentable(known, "req_1")).toBe(known);
  });

  it("is told when to try again where that helps", () => {
    expect(retryAfterSeconds(new TresorError("queue_full", ""))).toBe(2);
    expect(retryAfterSeconds(new TresorError("queue_full", "", { retryAfterSeconds: 7.2 }))).toBe(8);
    expect(retryAfterSeconds(new TresorError("rate_limited", "", { retryAfterSeconds: 40 }))).toBe(40);
    expect(retryAfterSeconds(new TresorError("seal_unavailable", ""))).toBeNull();
    expect(retryAfterSeconds(new TresorError("worker_died", ""))).toBeNull();
  });
});
