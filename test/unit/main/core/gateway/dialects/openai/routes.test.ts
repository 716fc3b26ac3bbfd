import { describe, expect, it } from "vitest";
import { authorized, FakeCore, loopback } from "../../../../../../fakes/gateway";
import { answerOf, fakeDigest, played } from "../../../../../../fakes/inference";
import { FakeLibrary, fakeModel } from "../../../../../../fakes/library";
import { TresorError } from "../../../../../../../src/shared/errors";

const chat = { model: "tiny", messages: [{ role: "user", content: "Hi" }] };

function post(core: FakeCore, payload: object, url = "/v1/chat/completions") {
  return core.server().inject({ method: "POST", url, headers: loopback, payload });
}

describe("OpenAI's routes", () => {
  it("list models and find one by a reference with slashes and colons", async () => {
    const core = new FakeCore(new FakeLibrary([fakeModel(), fakeModel({ reference: "org/name:f16", digest: null })]));
    const server = core.server();
    const list = await server.inject({ url: "/v1/models", headers: loopback });
    expect(list.json()).toMatchObject({
      object: "list",
      data: [{ id: "tiny:q8_0", object: "model", owned_by: "tresor", created: 1_795_176_000 }, { id: "org/name:f16" }],
    });
    for (const url of ["/v1/models/org/name:f16", "/v1/models/org%2Fname%3Af16"]) {
      const one = await server.inject({ url, headers: loopback });
      expect(one.json()).toMatchObject({ id: "org/name:f16" });
      expect(one.headers["x-tresor-model-digest"]).toBe("pending");
    }
    expect((await server.inject({ url: "/v1/models/none", headers: loopback })).json()).toMatchObject({
      error: { type: "not_found_error", code: "model_not_found" },
    });
  });

  it("list the names that lead to a model as models of their own", async () => {
    const server = new FakeCore(new FakeLibrary([fakeModel({ aliases: ["code", "mine"] })])).server();
    const list = await server.inject({ url: "/v1/models", headers: loopback });
    expect(list.json<{ data: { id: string; root?: string }[] }>().data.map(({ id, root }) => [id, root])).toEqual([
      ["tiny:q8_0", undefined],
      ["code", "tiny:q8_0"],
      ["mine", "tiny:q8_0"],
    ]);
    expect(list.json()).toMatchObject({ data: [{}, { object: "model", owned_by: "tresor" }, {}] });
  });

  it("remove a model, or a name alone, for the holder of the admin token", async () => {
    const alias = { name: "mine", role: null, target: "tiny:q8_0", reference: "tiny:q8_0" };
    const core = new FakeCore(undefined, { aliases: async () => ({ aliases: [alias] }) });
    const remove = (url: string, headers = {}) =>
      core.server().inject({ method: "DELETE", url, headers: { ...loopback, ...headers } });
    const stranger = await remove("/v1/models/tiny:q8_0");
    expect([stranger.statusCode, stranger.json()]).toMatchObject([401, { error: { code: "invalid_api_key" } }]);
    expect(core.recorded).toEqual([]);
    const gone = await remove("/v1/models/org%2Fname%3Af16", authorized);
    expect(gone.json()).toEqual({ id: "org/name:f16", object: "model", deleted: true });
    expect(core.recorded.at(-1)).toMatchObject({ name: "remove", input: { reference: "org/name:f16", force: false } });
    await remove("/v1/models/mine", authorized);
    expect(core.recorded.at(-1)).toMatchObject({ name: "removeAlias", input: { name: "mine" } });
  });

  it.each([false, true])("tell which model answered, stream %s", async (stream) => {
    const library = new FakeLibrary([fakeModel({ quality: "experimental" })]);
    const core = new FakeCore(library);
    core.inference.script = () =>
      played(
        answerOf(["a"]).map((event) =>
          event.type === "model" ? { ...event, model: { ...event.model, template: "default" } } : event,
        ),
      );
    const response = await post(core, { ...chat, stream, tools: [{ type: "web_search" }] });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      "x-tresor-model": "tiny:q8_0",
      "x-tresor-model-digest": fakeDigest,
      "x-tresor-template": "default",
      "x-tresor-quality": "experimental",
      "x-tresor-ignored": "tools.0",
    });
    expect(core.inference.lastRequest).toMatchObject({ id: response.headers["x-request-id"], client: "local" });
  });

  it("leave the choice of a model to us when the client names none", async () => {
    const core = new FakeCore();
    const response = await post(core, { messages: chat.messages, stream: true });
    expect(core.inference.lastRequest.reference).toBeUndefined();
    expect(response.headers["x-tresor-model"]).toBe("tiny:q8_0");
  });

  it.each([
    [404, { ...chat, model: "none" }, "model_not_found"],
    [400, { ...chat, temperature: 9 }, "invalid_request"],
  ])("give a stream its true status %d when the failure is known before", async (status, payload, code) => {
    const response = await post(new FakeCore(), { ...payload, stream: true });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ error: { code } });
  });

  it.each(["/v1/chat/completions", "/v1/completions"])("report a context that is too small on %s", async (url) => {
    const core = new FakeCore();
    const failure = new TresorError("context_exceeded", "600 of 512", { promptTokens: 600, contextTokens: 512 });
    core.inference.script = () => played([...answerOf([]).slice(0, 1), failure]);
    const response = await post(core, { ...chat, prompt: "Hi", stream: true }, url);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ error: { code: "context_length_exceeded", message: "600 of 512" } });
  });
});
