import { describe, expect, it } from "vitest";
import { defaultRules } from "../../../../../../src/main/core/clients/client-rules";
import { createHttpServer } from "../../../../../../src/main/core/gateway/http-server";
import { listedAccess } from "../../../../../../src/main/core/gateway/identity/route-access";
import type { Scope } from "../../../../../../src/shared/shapes/client";
import { authorized, FakeCore, fakeAdminToken, loopback } from "../../../../../fakes/gateway";
import { registeredRoutes } from "../../../../../support/registered-routes";

const keyOf = (scope: Scope) => `tresor-${scope.padEnd(43, "0")}`;
const scopes = ["inference", "models", "admin"] as const;

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** What a request shows, and what that opens: null: nothing, "unknown": nothing, and it is said that the key is wrong. */
const credentials: readonly {
  readonly title: string;
  readonly headers: Record<string, string>;
  readonly local?: boolean;
  readonly opens: Scope | "unknown" | null;
}[] = [
  { title: "nothing", headers: {}, opens: "inference" },
  { title: "nothing where a key is demanded", headers: {}, local: false, opens: null },
  { title: "an empty Bearer", headers: { authorization: "Bearer " }, opens: "inference" },
  { title: "a dummy key", headers: { "x-api-key": "lm-studio", ...bearer("sk-no-key-required") }, opens: "inference" },
  { title: "a dummy key where one is demanded", headers: bearer("ollama"), local: false, opens: null },
  { title: "an unknown key", headers: bearer(`tresor-${"x".repeat(43)}`), opens: "unknown" },
  {
    title: "an unknown key beside a dummy",
    headers: { "x-api-key": "tresor-short", ...bearer("a") },
    opens: "unknown",
  },
  ...scopes.map((scope) => ({
    title: `a key for ${scope}`,
    headers: bearer(keyOf(scope)),
    local: false,
    opens: scope,
  })),
  { title: "a key as x-api-key", headers: { "x-api-key": keyOf("models"), ...bearer("ollama") }, opens: "models" },
  { title: "the admin token", headers: authorized, local: false, opens: "admin" },
  { title: "the admin token as x-api-key", headers: { "x-api-key": fakeAdminToken }, opens: "admin" },
];

function coreServer(localWithoutKey = true) {
  const core = new FakeCore();
  const find = (key: string) => {
    const scope = scopes.find((one) => keyOf(one) === key);
    return scope === undefined ? null : { ...defaultRules, scope, client: scope };
  };
  const context = core.context({ keys: { find, localWithoutKey: () => localWithoutKey } });
  return { core, context, server: createHttpServer(context) };
}

function expectedStatus(access: string, opens: Scope | "unknown" | null): number | null {
  if (access === "public" || access === "page") return null;
  if (opens === null || opens === "unknown") return 401;
  if (scopes.indexOf(opens) >= scopes.indexOf(access as Scope)) return null;
  // Without a key of one's own there is nothing that could be forbidden.
  return 403;
}

describe("who may use which route", () => {
  it("is decided for every route there is", async () => {
    const routes = await registeredRoutes(coreServer().server);
    expect(routes.length).toBeGreaterThan(60);
    const undecided = routes.filter(({ method, pattern }) => listedAccess(method, pattern) === undefined);
    expect(undecided).toEqual([]);
    expect(routes.filter(({ pattern }) => pattern.startsWith("/tresor/")).map(accessOfRoute)).toEqual(
      routes.filter(({ pattern }) => pattern.startsWith("/tresor/")).map(() => "admin"),
    );
  });

  it.each(credentials)("holds for $title on every route", async ({ headers, local = true, opens }) => {
    const { server } = coreServer(local);
    const isKeyless = opens === "inference" && headers["authorization"] !== bearer(keyOf("inference")).authorization;
    for (const { method, pattern } of await registeredRoutes(server)) {
      // HEAD is GET's, and the stream of events does not end.
      if (method === "HEAD" || (pattern === "/tresor/v1/events" && opens === "admin")) continue;
      const url = pattern.replace("*", "tiny").replace(":digest", `sha256:${"0".repeat(64)}`);
      const response = await server.inject({ method: method as "GET", url, headers: { ...loopback, ...headers } });
      const expected = expectedStatus(listedAccess(method, pattern) ?? "admin", opens);
      const wanted = expected === 403 && isKeyless ? 401 : expected;
      const refused = [401, 403].includes(response.statusCode) ? response.statusCode : null;
      expect([method, pattern, refused]).toEqual([method, pattern, wanted]);
    }
  });

  it("is admin for the session of a browser", async () => {
    const { server, context } = coreServer(false);
    const [cookie = ""] = context.sessions.open().split(";");
    const response = await server.inject({ url: "/tresor/v1/status", headers: { ...loopback, cookie } });
    expect(response.statusCode).toBe(200);
  });

  it("is nobody for a route that nobody has decided about", async () => {
    const { server } = coreServer();
    server.get("/v1/new", () => "open");
    for (const [headers, status] of [
      [{}, 401],
      [bearer(keyOf("models")), 403],
      [authorized, 200],
    ] as const) {
      expect((await server.inject({ url: "/v1/new", headers: { ...loopback, ...headers } })).statusCode).toBe(status);
    }
  });

  it("is told in the shape of each dialect", async () => {
    const { server } = coreServer();
    const ask = async (url: string, headers: Record<string, string>) =>
      (await server.inject({ method: "POST", url, headers: { ...loopback, ...headers }, payload: {} })).json<unknown>();
    const wrong = bearer(`tresor-${"x".repeat(43)}`);
    const message = expect.stringContaining("tresor keys") as unknown;
    expect(await ask("/v1/chat/completions", wrong)).toMatchObject({
      error: { message, type: "authentication_error", code: "invalid_api_key" },
    });
    expect(await ask("/api/chat", wrong)).toEqual({ error: message });
    expect(await ask("/tresor/v1/pull", wrong)).toMatchObject({ error: { code: "unauthorized", message } });
    expect(await ask("/api/pull", bearer(keyOf("inference")))).toEqual({ error: message });
  });

  it.each(["key", "api_key", "access_token", "Token"])("refuses a key in the address: %s", async (name) => {
    const { server, core } = coreServer();
    const headers = { ...loopback, ...authorized };
    const response = await server.inject({ url: `/v1/models?${name}=${keyOf("admin")}`, headers });
    expect([response.statusCode, response.json()]).toMatchObject([400, { error: { code: "invalid_request" } }]);
    expect(response.body).not.toContain(keyOf("admin"));
    const hidden = await server.inject({ url: `/v1/models/x%2E${keyOf("admin")}?beta=true`, headers });
    expect(hidden.statusCode).toBe(400);
    expect(core.logLines.join("")).not.toContain(`key=`);
  });

  it("keeps every credential out of the log", async () => {
    const { server, core } = coreServer();
    const secrets = ["tresor-wrong-one", "my-old-key", keyOf("inference"), fakeAdminToken];
    for (const secret of secrets) {
      for (const url of ["/v1/models", "/api/pull", "/tresor/v1/status", "/nope"]) {
        await server.inject({ url, headers: { ...loopback, ...bearer(secret), "x-api-key": secret } });
      }
    }
    const log = core.logLines.join("");
    expect(log).toContain("/v1/models");
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

function accessOfRoute({ method, pattern }: { readonly method: string; readonly pattern: string }) {
  return listedAccess(method, pattern);
}
