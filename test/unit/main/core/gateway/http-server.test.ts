import { describe, expect, it, vi } from "vitest";
import { createHttpServer } from "../../../../../src/main/core/gateway/http-server";
import { FakeCore, authorized, loopback } from "../../../../fakes/gateway";
import { played } from "../../../../fakes/inference";

const chat = { model: "tiny", messages: [{ role: "user", content: "my private words" }] };
/** The lines of the access log, as they were written. */
function accessLines(core: FakeCore): Record<string, unknown>[] {
  const lines = core.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.filter(({ msg }) => msg === "request");
}

const surfaces = ["/", "/v1/models", "/api/tags", "/healthz", "/tresor/v1/status", "/nope", "/v1/nope"];

describe("the HTTP server", () => {
  it.each(surfaces)("refuses a foreign host on %s", async (url) => {
    const response = await new FakeCore().server().inject({ url, headers: { host: "evil.example", ...authorized } });
    expect(response.statusCode).toBe(403);
    expect(response.body).toContain("evil.example");
  });

  it.each(surfaces)("refuses a foreign origin on %s, and allows no page anything", async (url) => {
    const origin = "https://evil.example";
    const server = new FakeCore().server();
    for (const method of ["GET", "POST", "OPTIONS"] as const) {
      const response = await server.inject({ method, url, headers: { ...loopback, ...authorized, origin } });
      expect(response.statusCode).toBe(403);
      expect(Object.keys(response.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });

  it("gives every response a request id of its own", async () => {
    const server = new FakeCore().server();
    const ids = new Set<unknown>();
    for (const url of [...surfaces, "/api/%zz"]) {
      const { headers } = await server.inject({ url, headers: { ...loopback, "x-request-id": "mine" } });
      expect(headers["x-request-id"]).toMatch(/^req_[0-9a-f]{24}$/);
      ids.add(headers["x-request-id"]);
    }
    expect(ids.size).toBe(surfaces.length + 1);
  });

  it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)(
    "answers %s to an unknown route with 404 in its dialect, whatever the body",
    async (method) => {
      const server = new FakeCore().server();
      const payload = method === "GET" || method === "HEAD" ? undefined : "not json";
      const request = { method, headers: loopback, ...(payload === undefined ? {} : { payload }) };
      for (const [url, body] of [
        ["/v1/nope", { error: { code: "route_not_found", type: "not_found_error" } }],
        ["/api/nope", { error: expect.any(String) as string }],
        ["/tresor/v1/nope", { error: { code: "route_not_found" } }],
      ] as const) {
        const response = await server.inject({ ...request, url });
        expect(response.statusCode).toBe(404);
        expect(response.headers["content-type"]).toContain("application/json");
        if (method !== "HEAD") expect(response.json()).toMatchObject(body);
      }
    },
  );

  it("says which methods a route has", async () => {
    const response = await new FakeCore().server().inject({ url: "/v1/chat/completions", headers: loopback });
    expect([response.statusCode, response.headers.allow]).toEqual([404, "POST"]);
  });

  it.each([undefined, "application/json", "application/x-www-form-urlencoded", "text/plain", "json", ";;;"])(
    "reads a body as JSON whatever it is called: %s",
    async (type) => {
      const core = new FakeCore();
      const response = await core.server().inject({
        method: "POST",
        url: "/api/chat",
        headers: { ...loopback, ...(type === undefined ? {} : { "content-type": type }) },
        payload: JSON.stringify({ ...chat, stream: false }),
      });
      expect(response.json()).toMatchObject({ message: { content: "Hello there" } });
    },
  );

  it("says where JSON is broken, in the dialect", async () => {
    const server = new FakeCore().server();
    const request = { method: "POST", headers: loopback, payload: '{\n  "model": tiny }' } as const;
    const openAi = await server.inject({ ...request, url: "/v1/chat/completions" });
    expect(openAi.statusCode).toBe(400);
    expect(openAi.json()).toMatchObject({ error: { code: "malformed_json", type: "invalid_request_error" } });
    expect(openAi.body).toContain("line 2, column 12");
    expect((await server.inject({ ...request, url: "/api/chat" })).json()).toMatchObject({
      error: expect.stringContaining("line 2, column 12") as string,
    });
  });

  it("refuses a body over the limit, with the limit", async () => {
    const server = new FakeCore().server({ bodyLimitBytes: 100 });
    const payload = JSON.stringify({ ...chat, padding: "x".repeat(200) });
    const response = await server.inject({ method: "POST", url: "/v1/chat/completions", headers: loopback, payload });
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ error: { code: "body_too_large" } });
    expect(response.body).toContain("100 bytes");
  });

  it("hides what went wrong inside, and logs it", async () => {
    const core = new FakeCore();
    core.inference.script = () => played([new Error("a stack of secrets")]);
    const response = await core
      .server()
      .inject({ method: "POST", url: "/v1/chat/completions", headers: loopback, payload: chat });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain("secrets");
    expect(response.body).toContain(String(response.headers["x-request-id"]));
    expect(core.logLines.join("")).toContain("a stack of secrets");
  });

  it("logs each request without content, credentials or query", async () => {
    const core = new FakeCore();
    const server = core.server();
    const headers = {
      ...loopback,
      authorization: "Bearer my-key",
      cookie: "tresor_session=my-session",
      "x-client-request-id": "my-id",
      "user-agent": "my-agent",
    };
    await server.inject({ method: "POST", url: "/v1/chat/completions?beta=my-query", headers, payload: chat });
    await server.inject({ method: "POST", url: "/api/chat", headers, payload: "{my broken words" });
    await server.inject({ method: "DELETE", url: "/v1/models/my-name", headers });
    await server.inject({ method: "GET", url: "/my-path", headers });
    await vi.waitFor(() => expect(accessLines(core)).toHaveLength(4));
    expect(accessLines(core)).toMatchObject([
      {
        requestId: expect.stringMatching(/^req_/) as string,
        client: "local",
        method: "POST",
        dialect: "openai",
        route: "/v1/chat/completions",
        status: 200,
        milliseconds: expect.any(Number) as number,
        bytesSent: expect.any(Number) as number,
        model: "tiny:q8_0",
        promptTokens: 7,
        cachedTokens: 3,
        completionTokens: 2,
        outcome: "done",
      },
      { route: "/api/chat", status: 400, dialect: "ollama" },
      { method: "DELETE", route: "/v1/models/*", status: 401 },
      { route: "none", status: 404, dialect: "none" },
    ]);
    expect(core.logLines.join("")).not.toMatch(/private|broken|my-/);
  });

  it("sends a client's own id for its request back, and nothing that is none", async () => {
    const server = new FakeCore().server();
    const echoed = async (id: string) =>
      (await server.inject({ url: "/healthz", headers: { ...loopback, "x-client-request-id": id } })).headers[
        "x-client-request-id"
      ];
    expect(await echoed("turn-17/a")).toBe("turn-17/a");
    expect(await echoed("two words")).toBeUndefined();
    expect(await echoed("x".repeat(129))).toBeUndefined();
  });

  it("is healthy, and counts what is resident", async () => {
    const core = new FakeCore();
    expect((await core.server().inject({ url: "/healthz", headers: loopback })).json()).toEqual({
      status: "ok",
      residents: 1,
    });
  });

  it("refuses new requests while it stops", async () => {
    const context = new FakeCore().context();
    const server = createHttpServer(context);
    context.openRequests.beginClosing();
    for (const url of ["/v1/models", "/healthz"]) {
      const response = await server.inject({ url, headers: loopback });
      expect([response.statusCode, response.headers["retry-after"]]).toEqual([503, "2"]);
      expect(response.json()).toMatchObject({ error: { code: "shutting_down" } });
    }
  });
});
