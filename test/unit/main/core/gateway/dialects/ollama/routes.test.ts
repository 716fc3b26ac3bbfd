import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../../../src/shared/errors";
import { FakeCore, loopback } from "../../../../../../fakes/gateway";
import { fakeResident } from "../../../../../../fakes/handlers";

function post(core: FakeCore, url: string, payload: object) {
  return core.server().inject({ method: "POST", url, headers: loopback, payload });
}

describe("Ollama's routes", () => {
  it("tell a version that clients can read, and ours", async () => {
    const response = await new FakeCore().server().inject({ url: "/api/version", headers: loopback });
    expect(response.json()).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string, tresor: "0.1.0" });
  });

  it.each(["/", "/api/version", "/api/tags"])("answer HEAD %s", async (url) => {
    const response = await new FakeCore().server().inject({ method: "HEAD", url, headers: loopback });
    expect([response.statusCode, response.body]).toEqual([200, ""]);
  });

  it("say that they run, and that there is no cloud", async () => {
    const server = new FakeCore().server();
    expect((await server.inject({ url: "/", headers: loopback })).body).toBe("Ollama is running");
    expect((await server.inject({ url: "/api/status", headers: loopback })).json()).toMatchObject({
      cloud: { disabled: true },
    });
  });

  it("load with the context that is asked for, as far as the model goes", async () => {
    const core = new FakeCore();
    await post(core, "/api/generate", { model: "tiny", options: { num_ctx: 1_024 } });
    await post(core, "/api/generate", { model: "tiny", options: { num_ctx: 1e6 } });
    expect(core.recorded.map(({ input }) => (input as { context?: number }).context)).toEqual([1_024, 2_048]);
  });

  it("tell what has no effect", async () => {
    const options = { mirostat: 2, num_keep: 4, typical_p: 1, temperature: 0 };
    const body = { model: "tiny", prompt: "Hi", context: [1, 2], options, stream: false };
    const response = await post(new FakeCore(), "/api/generate", body);
    expect(response.headers["x-tresor-ignored"]).toBe("options.mirostat, options.num_keep, context");
  });

  it("list what is on disk and what is resident and ready", async () => {
    const core = new FakeCore();
    core.residents = [fakeResident(), fakeResident({ reference: "gone:q8_0" }), fakeResident({ state: "loading" })];
    const server = core.server();
    expect((await server.inject({ url: "/api/tags", headers: loopback })).json()).toMatchObject({
      models: [{ name: "tiny:q8_0" }],
    });
    expect((await server.inject({ url: "/api/ps", headers: loopback })).json()).toMatchObject({
      models: [
        { name: "tiny:q8_0", details: { family: "llama" } },
        { name: "gone:q8_0", details: { family: "", quantization_level: "Q8_0" } },
      ],
    });
  });

  it.each([{ model: "tiny" }, { name: "tiny:q8_0" }])("show %j", async (body) => {
    expect((await post(new FakeCore(), "/api/show", body)).json()).toMatchObject({ parameters: "num_ctx 2048" });
  });

  it("refuse to show nothing or what is not there", async () => {
    expect((await post(new FakeCore(), "/api/show", {})).statusCode).toBe(400);
    const missing = await post(new FakeCore(), "/api/show", { model: "none" });
    expect([missing.statusCode, typeof missing.json<{ error: unknown }>().error]).toEqual([404, "string"]);
  });

  it.each([
    ["/api/generate", { prompt: "" }, { response: "" }],
    ["/api/chat", { messages: [] }, { message: { content: "" } }],
  ])("load and unload by %s without a prompt", async (url, empty, carrier) => {
    const core = new FakeCore();
    const loaded = await post(core, url, { model: "tiny", ...empty });
    expect(loaded.json()).toMatchObject({ model: "tiny:q8_0", done: true, done_reason: "load", ...carrier });
    const unloaded = await post(core, url, { model: "tiny", ...empty, keep_alive: 0 });
    expect(unloaded.json()).toMatchObject({ done: true, done_reason: "unload", ...carrier });
    expect(core.recorded).toMatchObject([
      { name: "load", input: { reference: "tiny:q8_0" } },
      { name: "unload", input: { reference: "tiny:q8_0" } },
    ]);
  });

  it("leave a pinned model where it is, and say so", async () => {
    const core = new FakeCore();
    core.residents = [fakeResident({ pinned: true })];
    const response = await post(core, "/api/generate", { model: "tiny", keep_alive: 0 });
    expect(response.headers["x-tresor-ignored"]).toBe("keep_alive");
    expect(response.json()).toMatchObject({ done_reason: "load" });
    expect(core.recorded).toEqual([]);
  });

  it("take nothing to unload for done, and any other failure for one", async () => {
    const failing = (code: "not_resident" | "internal") =>
      new FakeCore(undefined, { unload: () => Promise.reject(new TresorError(code, "no")) });
    const wish = { model: "tiny", keep_alive: 0 };
    expect((await post(failing("not_resident"), "/api/generate", wish)).json()).toMatchObject({
      done_reason: "unload",
    });
    expect((await post(failing("internal"), "/api/generate", wish)).statusCode).toBe(500);
  });

  it("answer as lines unless told otherwise", async () => {
    const body = { model: "tiny", prompt: "Hi" };
    const stream = await post(new FakeCore(), "/api/generate", body);
    expect(stream.headers["content-type"]).toBe("application/x-ndjson");
    expect(stream.body.trimEnd().split("\n")).toHaveLength(3);
    const whole = await post(new FakeCore(), "/api/generate", { ...body, stream: false });
    expect(whole.json()).toMatchObject({ response: "Hello there", done: true, eval_count: 2 });
  });

  it("give a stream its true status when the failure is known before", async () => {
    const response = await post(new FakeCore(), "/api/chat", {
      model: "none",
      messages: [{ role: "user", content: "" }],
    });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ error: expect.stringContaining("none") as string });
  });
});
