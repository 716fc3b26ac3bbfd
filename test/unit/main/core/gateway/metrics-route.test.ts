import { describe, expect, it } from "vitest";
import { preferredFormat } from "../../../../../src/main/core/gateway/metrics-route";
import { FakeCore, authorized, loopback } from "../../../../fakes/gateway";

const prometheus3 =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4," +
  "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

describe("the format of /metrics", () => {
  it.each([
    [undefined, "text"],
    ["*/*", "text"],
    ["text/plain;version=0.0.4", "text"],
    ["application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.9", "text"],
    ["application/openmetrics-text; q=0, text/plain", "text"],
    ["application/openmetrics-text", "openMetrics"],
    [prometheus3, "openMetrics"],
  ])("for %j is %s", (accept, format) => expect(preferredFormat(accept)).toBe(format));
});

describe("GET /metrics", () => {
  it("tells nobody without the admin token", async () => {
    const response = await new FakeCore().server().inject({ url: "/metrics", headers: loopback });
    expect(response.statusCode).toBe(401);
    expect(response.body).not.toContain("tresor_");
  });

  it("counts what was served, by dialect, route, client and model", async () => {
    const server = new FakeCore().server();
    const payload = { model: "tiny", messages: [{ role: "user", content: "my private words" }] };
    await server.inject({ method: "POST", url: "/v1/chat/completions", headers: loopback, payload });
    await server.inject({ method: "GET", url: "/my-private-path?a=my-private-query", headers: loopback });
    const response = await server.inject({ url: "/metrics", headers: { ...loopback, ...authorized } });
    expect(response.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(response.body).toContain(
      'tresor_http_requests_total{dialect="openai",method="POST",route="/v1/chat/completions",status="200",client="local",model="tiny:q8_0"} 1\n',
    );
    expect(response.body).toContain('route="none",status="404"');
    expect(response.body).toContain('tresor_completion_tokens_total{model="tiny:q8_0",client="local"} 2\n');
    expect(response.body).not.toContain("private");
  });
});
