import { describe, expect, it } from "vitest";
import { defaultRules, type RulesChange } from "../../../../../../src/main/core/clients/client-rules";
import type { ClientRules } from "../../../../../../src/shared/shapes/client";
import { FakeCore, loopback } from "../../../../../fakes/gateway";
import { fakeResident } from "../../../../../fakes/handlers";
import { FakeLibrary, fakeModel } from "../../../../../fakes/library";

const key = `tresor-${"k".repeat(43)}`;

function serverFor(rules: RulesChange) {
  const models = [fakeModel(), fakeModel({ reference: "rough:q4_0", quality: "experimental", bitsPerWeight: 4.5 })];
  const core = new FakeCore(new FakeLibrary(models));
  core.residents = [fakeResident(), fakeResident({ reference: "rough:q4_0" })];
  const caller = { ...defaultRules, ...(rules as Partial<ClientRules>), client: "n8n" };
  const server = core.server({
    keys: { find: (given) => (given === key ? caller : null), localWithoutKey: () => true },
  });
  const headers = { ...loopback, authorization: `Bearer ${key}` };
  return {
    core,
    get: async (url: string, own = true) => await server.inject({ url, headers: own ? headers : loopback }),
    post: async (url: string, payload: object, method: "POST" | "DELETE" = "POST") =>
      await server.inject({ method, url, headers, payload }),
  };
}

const names = (body: { models?: { name: string }[]; data?: { id: string }[] }) =>
  (body.models ?? []).map(({ name }) => name).concat((body.data ?? []).map(({ id }) => id));

describe("what a client sees", () => {
  it.each([
    { title: "all, without a limit", rules: {}, seen: ["tiny:q8_0", "rough:q4_0"] },
    { title: "its models, by any of their names", rules: { models: ["rough"] }, seen: ["rough:q4_0"] },
    { title: "full quality, for production", rules: { production: true }, seen: ["tiny:q8_0"] },
    { title: "nothing that is gone", rules: { models: ["gone"] }, seen: [] },
  ])("is $title", async ({ rules, seen }) => {
    const { get } = serverFor(rules);
    for (const url of ["/v1/models", "/api/tags", "/api/ps"]) expect(names((await get(url)).json())).toEqual(seen);
    for (const url of ["/v1/models", "/api/tags"]) {
      expect(names((await get(url, false)).json())).toEqual(["tiny:q8_0", "rough:q4_0"]);
    }
  });

  it("is no way to ask about the rest", async () => {
    const { get, post, core } = serverFor({ models: ["rough"], scope: "models" });
    const known = await get("/v1/models/tiny");
    const unknown = await get("/v1/models/nothing");
    expect([known.statusCode, unknown.statusCode]).toEqual([403, 403]);
    expect(known.json()).toEqual(unknown.json());
    expect(known.body).not.toContain("tiny");
    for (const url of ["/api/show", "/api/generate", "/api/chat"]) {
      expect((await post(url, { model: "tiny" })).statusCode).toBe(403);
    }
    // Changing what there is would reach the other models.
    expect((await post("/api/delete", { model: "tiny" }, "DELETE")).statusCode).toBe(403);
    expect((await post("/api/pull", { model: "hf.co/a/b" })).statusCode).toBe(403);
    expect(core.recorded).toEqual([]);
  });

  it("tells production why a model is refused", async () => {
    const { post } = serverFor({ production: true });
    const response = await post("/v1/chat/completions", {
      model: "rough",
      messages: [{ role: "user", content: "Hi" }],
    });
    expect([response.statusCode, response.json()]).toMatchObject([403, { error: { code: "experimental_model" } }]);
  });

  it("goes with what its rules ask of an answer", async () => {
    const { post, core } = serverFor({ priority: "background", longestContext: 100, longestKeepAliveSeconds: 60 });
    const body = { model: "tiny", stream: false, keep_alive: -1 };
    await post("/api/chat", { ...body, messages: [{ role: "user", content: "Hi" }] });
    expect(core.inference.lastRequest).toMatchObject({
      ...{ client: "n8n", priority: "background", longestContext: 100, keepAliveSeconds: 60 },
    });
    await post("/api/generate", body);
    expect(core.recorded.at(-1)).toMatchObject({
      ...{ name: "load", input: { keepAliveSeconds: 60 }, caller: { client: "n8n" } },
    });
  });
});
