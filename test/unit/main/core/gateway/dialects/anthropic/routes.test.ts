import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../../../src/shared/errors";
import { FakeCore, loopback } from "../../../../../../fakes/gateway";
import { answerOf, played } from "../../../../../../fakes/inference";
import { defaultPace } from "../../../../../../../src/main/core/gateway/gateway-context";

const ask = { model: "tiny", max_tokens: 32_000, messages: [{ role: "user", content: "Hi" }] };
const version = { "anthropic-version": "2023-06-01" };

function post(core: FakeCore, payload: object, url = "/v1/messages?beta=true") {
  return core.server().inject({ method: "POST", url, headers: { ...loopback, ...version }, payload });
}

describe("Anthropic's routes", () => {
  it("answer a message, and name the request as its clients look for it", async () => {
    const core = new FakeCore();
    const response = await post(core, { ...ask, tools: [{ type: "web_search_20250305", name: "web_search" }] });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ type: "message", content: [{ type: "text", text: "Hello there" }] });
    expect(response.headers["x-tresor-ignored"]).toBe("tools.0");
    expect(response.headers["request-id"]).toBe(core.inference.lastRequest.id);
  });

  it("stream, and ping in the silence before the first token", async () => {
    const core = new FakeCore();
    const pace = { ...defaultPace, openingMilliseconds: 1, commentMilliseconds: 1, pulseMilliseconds: 1 };
    core.inference.script = async function* () {
      await pause(100);
      yield* answerOf(["Hi"]);
    };
    const server = core.server({}, pace);
    const payload = { ...ask, stream: true };
    const response = await server.inject({ method: "POST", url: "/v1/messages", headers: loopback, payload });
    expect(response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(response.body).toMatch(/^event: ping\n[^]*event: message_start\n[^]*event: message_stop\n/);
  });

  it("count tokens of a prompt as it would be read, without max_tokens", async () => {
    const core = new FakeCore();
    core.inference.computes = { count: () => ({ tokens: 42 }) };
    const tools = [{ name: "read", input_schema: { type: "object" } }];
    const body = { model: "tiny", system: "S", messages: ask.messages, tools };
    const response = await post(core, body, "/v1/messages/count_tokens?beta=true");
    expect(response.json()).toEqual({ input_tokens: 42 });
    await post(core, { ...body, max_tokens: 9 });
    expect(core.inference.questions[0]?.input).toEqual({ prompt: core.inference.lastRequest.prompt });
  });

  it("list models to Anthropic's clients only, on the path that OpenAI's have too", async () => {
    const server = new FakeCore().server();
    const get = async (url: string, headers: object) =>
      (await server.inject({ url, headers: { ...loopback, ...headers } })).json<Record<string, unknown>>();
    expect(await get("/v1/models?limit=1000", version)).toMatchObject({ has_more: false, first_id: "tiny:q8_0" });
    expect(await get("/v1/models?limit=1000", {})).toMatchObject({ object: "list" });
    expect(await get("/v1/models/tiny:q8_0", version)).toMatchObject({ type: "model", id: "tiny:q8_0" });
    expect(await get("/v1/models/tiny:q8_0", {})).toMatchObject({ object: "model" });
    expect(await get("/v1/models/none", version)).toMatchObject({
      type: "error",
      error: { type: "not_found_error" },
      request_id: expect.stringMatching(/^req_/) as string,
    });
  });

  it.each([
    ["context_exceeded", 400, "invalid_request_error"],
    ["unauthorized", 401, "authentication_error"],
    ["forbidden", 403, "permission_error"],
    ["rate_limited", 429, "rate_limit_error"],
    ["queue_full", 503, "overloaded_error"],
    ["generation_failed", 500, "api_error"],
    ["model_in_use", 409, "invalid_request_error"],
  ] as const)("tell of %s with %d and %s", async (code, status, type) => {
    const core = new FakeCore();
    core.inference.script = () => played([new TresorError(code, "Why.")]);
    for (const stream of [true, false]) {
      const response = await post(core, { ...ask, stream });
      expect(response.statusCode).toBe(status);
      expect(response.json()).toMatchObject({ type: "error", error: { type, message: "Why." } });
    }
  });

  it("tell in the failure's details what clients act on", async () => {
    const response = await post(new FakeCore(), { ...ask, thread: { type: "continue", previous_message_id: "m" } });
    expect(response.json()).toMatchObject({ error: { details: { error_code: "thread_not_found" } } });
  });

  it("word a full context so that agents compact", async () => {
    const core = new FakeCore();
    const details = { promptTokens: 600, contextTokens: 512 };
    core.inference.script = () => played([new TresorError("context_exceeded", "Shorten it.", details)]);
    const response = await post(core, ask);
    expect(response.json()).toMatchObject({
      error: { type: "invalid_request_error", message: "prompt is too long: 600 tokens > 512 maximum. Shorten it." },
    });
  });

  it("end a stream that fails on its way with an error event", async () => {
    const core = new FakeCore();
    const failure = new TresorError("worker_died", "It ended.");
    core.inference.script = () => played([...answerOf(["Hi"]).slice(0, 3), failure]);
    const { body } = await post(core, { ...ask, stream: true });
    expect(body).toMatch(/event: error\ndata: \{"type":"error",.*"It ended\.".*\}\n\n$/);
  });

  it.each(["GET", "HEAD", "PUT"] as const)("say what there is instead to %s", async (method) => {
    const response = await new FakeCore().server().inject({ method, url: "/v1/messages", headers: loopback });
    expect(response.statusCode).toBe(404);
    expect(response.headers.allow).toBe("POST");
  });
});
