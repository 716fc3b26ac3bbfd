import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../../../src/shared/errors";
import { authorized, FakeCore, loopback } from "../../../../../../fakes/gateway";
import { FakeLibrary, fakeModel } from "../../../../../../fakes/library";

type Method = "DELETE" | "POST";

function send(core: FakeCore, method: Method, url: string, payload: object, headers: object = authorized) {
  return core.server().inject({ method, url, headers: { ...loopback, ...headers }, payload });
}

describe("managing models by Ollama's API", () => {
  it.each([
    ["DELETE", "/api/delete", { model: "tiny:q8_0" }],
    ["POST", "/api/copy", { source: "tiny", destination: "mine" }],
  ] as const)("wants the admin token: %s %s", async (method, url, payload) => {
    const core = new FakeCore();
    for (const headers of [{}, { authorization: "Bearer guess" }]) {
      const response = await send(core, method, url, payload, headers);
      expect([response.statusCode, response.json()]).toEqual([
        401,
        { error: expect.stringMatching(/admin token/) as string },
      ]);
    }
    expect(core.recorded).toEqual([]);
  });

  it.each([{ model: "tiny:q8_0" }, { name: "tiny:q8_0" }])("deletes %j", async (payload) => {
    const core = new FakeCore();
    const response = await send(core, "DELETE", "/api/delete", payload);
    expect([response.statusCode, response.body]).toEqual([200, ""]);
    expect(core.recorded.at(-1)).toMatchObject({
      ...{ name: "remove", input: { reference: "tiny:q8_0", force: false }, caller: { client: "cli" } },
    });
  });

  it("deletes a name that the user has set alone; a role's default is none", async () => {
    const aliases = [
      { name: "mine", role: null, target: "tiny:q8_0", reference: "tiny:q8_0" },
      { name: "text", role: "text" as const, target: null, reference: "tiny:q8_0" },
    ];
    const core = new FakeCore(undefined, { aliases: async () => ({ aliases }) });
    await send(core, "DELETE", "/api/delete", { model: "Mine:latest" });
    expect(core.recorded.at(-1)?.name).toBe("removeAlias");
    await send(core, "DELETE", "/api/delete", { model: "text" });
    expect(core.recorded.at(-1)?.name).toBe("remove");
  });

  it("copies by an alias, without content", async () => {
    const core = new FakeCore();
    const response = await send(core, "POST", "/api/copy", { source: "tiny", destination: "mine:latest" });
    expect([response.statusCode, response.body]).toEqual([200, ""]);
    expect(core.recorded).toMatchObject([{ name: "setAlias", input: { name: "mine:latest", reference: "tiny" } }]);
  });

  it.each([
    ["DELETE", "/api/delete", {}],
    ["POST", "/api/copy", { source: "tiny" }],
    ["POST", "/api/copy", { destination: "mine" }],
  ] as const)("refuses what is left out: %s %s %j", async (method, url, payload) => {
    expect((await send(new FakeCore(), method, url, payload)).statusCode).toBe(400);
  });

  it("says in its shape why a model stays", async () => {
    const inUse = () => Promise.reject(new TresorError("model_in_use", "It is pinned."));
    const response = await send(new FakeCore(undefined, { remove: inUse }), "DELETE", "/api/delete", { model: "tiny" });
    expect([response.statusCode, response.json()]).toEqual([409, { error: "It is pinned." }]);
  });

  it("lists names with the tag that clients expect", async () => {
    const core = new FakeCore(new FakeLibrary([fakeModel({ aliases: ["code", "llama3:8b"] })]));
    const tags = await core.server().inject({ url: "/api/tags", headers: loopback });
    expect(tags.json<{ models: { name: string; model: string }[] }>().models.map(({ name }) => name)).toEqual([
      "tiny:q8_0",
      "code:latest",
      "llama3:8b",
    ]);
  });
});
