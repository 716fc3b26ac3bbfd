import { describe, expect, it } from "vitest";
import { defaultRules } from "../../../../../../src/main/core/clients/client-rules";
import { TresorError } from "../../../../../../src/shared/errors";
import { FakeCore, loopback } from "../../../../../fakes/gateway";
import { played } from "../../../../../fakes/inference";

const key = `tresor-${"k".padEnd(43, "0")}`;
const wrongKey = { authorization: `Bearer tresor-${"x".repeat(43)}` };
const messages = [{ role: "user", content: "Hi" }];
const failed = (error: TresorError) => () => played([error]);

/** What makes each failure, whatever the dialect; and what the client must hear about trying again. */
const failures = {
  "a wrong key": { status: 401, headers: wrongKey, retryAfter: undefined },
  "a foreign page": { status: 403, headers: { origin: "https://evil.example" }, retryAfter: undefined },
  "a model that the key may not use": {
    status: 403,
    headers: { authorization: `Bearer ${key}` },
    retryAfter: undefined,
    script: failed(new TresorError("forbidden", "This key may use only these models: other.")),
  },
  "too many requests": {
    status: 429,
    headers: {},
    retryAfter: "40",
    script: failed(new TresorError("rate_limited", "Later.", { retryAfterSeconds: 40 })),
  },
  "a day's tokens used up": {
    status: 429,
    headers: {},
    retryAfter: "3600",
    script: failed(new TresorError("budget_exhausted", "Tomorrow.", { retryAfterSeconds: 3_600 })),
  },
  "a full queue": { status: 503, headers: {}, retryAfter: "2", script: failed(new TresorError("queue_full", "Full.")) },
} as const;

type Failure = keyof typeof failures;

const message = expect.stringMatching(/./) as string;
const openAi = (type: string, code: string) => ({ error: { message, type, param: null, code } });
const anthropic = (type: string) => ({
  type: "error",
  error: { type, message },
  request_id: expect.stringMatching(/^req_/) as string,
});

const table: readonly (readonly [Failure, object, object])[] = [
  ["a wrong key", openAi("authentication_error", "invalid_api_key"), anthropic("authentication_error")],
  ["a foreign page", openAi("permission_error", "forbidden_origin"), anthropic("permission_error")],
  ["a model that the key may not use", openAi("permission_error", "forbidden"), anthropic("permission_error")],
  ["too many requests", openAi("rate_limit_error", "rate_limit_exceeded"), anthropic("rate_limit_error")],
  ["a day's tokens used up", openAi("rate_limit_error", "insufficient_quota"), anthropic("rate_limit_error")],
  ["a full queue", openAi("server_error", "queue_full"), anthropic("overloaded_error")],
];

async function ask(url: string, failure: Failure, stream: boolean) {
  const { headers, ...rest } = failures[failure];
  const core = new FakeCore();
  if ("script" in rest) core.inference.script = rest.script;
  const find = (given: string) => (given === key ? { ...defaultRules, client: "limited" } : null);
  const server = core.server({ keys: { find, localWithoutKey: () => true } });
  const asked = url === "/v1/responses" ? { input: "Hi" } : { messages, prompt: "Hi", max_tokens: 5 };
  const payload = { model: "tiny", stream, ...asked };
  return await server.inject({ method: "POST", url, headers: { ...loopback, ...headers }, payload });
}

describe.each([false, true])("a failure, streaming asked: %s", (stream) => {
  it.each(table)("of %s has its status and its shape in each dialect", async (failure, asOpenAi, asAnthropic) => {
    const { status, retryAfter } = failures[failure];
    const shapes = {
      "/v1/chat/completions": asOpenAi,
      "/v1/completions": asOpenAi,
      "/v1/responses": asOpenAi,
      "/api/v0/chat/completions": asOpenAi,
      "/v1/messages": asAnthropic,
      "/api/chat": { error: message },
      "/api/generate": { error: message },
    };
    for (const [url, shape] of Object.entries(shapes)) {
      const response = await ask(url, failure, stream);
      expect([url, response.statusCode, response.headers["retry-after"]]).toEqual([url, status, retryAfter]);
      expect(response.json(), url).toEqual(shape);
    }
  });
});
