import { describe, expect, it } from "vitest";
import { FakeCore, loopback } from "../../../../../../fakes/gateway";
import { FakeLibrary, fakeModel } from "../../../../../../fakes/library";

function get(core: FakeCore, url: string) {
  return core.server().inject({ url, headers: loopback });
}

function post(core: FakeCore, url: string, payload: object) {
  return core.server().inject({ method: "POST", url, headers: loopback, payload });
}

describe("LM Studio's routes", () => {
  it("list models with what their clients choose by", async () => {
    const core = new FakeCore(
      new FakeLibrary([
        fakeModel({ capabilities: ["completion", "chat", "tools"], contextLength: 4_096 }),
        fakeModel({ reference: "org/embed:f16", capabilities: ["embedding"] }),
      ]),
    );
    const [resident] = core.residents;
    expect((await get(core, "/api/v0/models")).json()).toMatchObject({
      object: "list",
      data: [
        {
          id: "tiny:q8_0",
          object: "model",
          type: "llm",
          compatibility_type: "gguf",
          state: "loaded",
          max_context_length: 4_096,
          loaded_context_length: resident?.context,
          capabilities: ["tool_use"],
        },
        { id: "org/embed:f16", type: "embeddings", state: "not-loaded" },
      ],
    });
    expect((await get(core, "/api/v0/models/org/embed:f16")).json()).toMatchObject({ id: "org/embed:f16" });
  });

  it("fail in OpenAI's shape", async () => {
    const answer = await get(new FakeCore(), "/api/v0/models/none");
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ error: { type: "not_found_error", code: "model_not_found" } });
  });

  it.each(["/api/v0", "", "/v1"])("chat, complete and embed as OpenAI does, under %j", async (prefix) => {
    const core = new FakeCore();
    core.inference.computes = { embed: () => ({ vectors: [[1]], tokens: 1 }) };
    const chat = await post(core, `${prefix}/chat/completions`, { messages: [{ role: "user", content: "Hi" }] });
    expect(chat.json()).toMatchObject({ choices: [{ message: { content: "Hello there" } }] });
    const completion = await post(core, `${prefix}/completions`, { prompt: ["a", "b"], echo: true });
    expect(completion.json()).toMatchObject({ choices: [{ text: "aHello there" }, { text: "bHello there" }] });
    expect((await post(core, `${prefix}/embeddings`, { input: "a" })).json()).toMatchObject({ object: "list" });
    expect((await post(core, `${prefix}/responses`, { input: "a" })).json()).toMatchObject({ object: "response" });
    const refused = await post(core, `${prefix}/chat/completions`, {});
    expect(refused.json()).toMatchObject({ error: { type: "invalid_request_error", param: "messages" } });
  });
});

describe("llama-server's probes", () => {
  it("tell context, slots and template of the asked or the first resident model", async () => {
    const core = new FakeCore(new FakeLibrary([fakeModel(), fakeModel({ reference: "other:f16", contextLength: 77 })]));
    const [resident] = core.residents;
    expect((await get(core, "/props")).json()).toMatchObject({
      default_generation_settings: { n_ctx: resident?.context },
      total_slots: resident?.slots,
      model_alias: "tiny:q8_0",
      chat_template: expect.any(String) as string,
      build_info: "tresor 0.1.0",
    });
    const other = (await get(core, "/props?model=other")).json<{ model_path: string }>();
    expect(other).toMatchObject({ default_generation_settings: { n_ctx: 77 }, total_slots: 0 });
    expect(other.model_path).not.toContain("/");
    expect((await get(core, "/props?model=none")).json()).toMatchObject({ error: { code: "model_not_found" } });
    expect((await get(core, "/health")).json()).toEqual({ status: "ok" });
  });

  it("find models without /v1, as Codex looks for LM Studio's", async () => {
    expect((await get(new FakeCore(), "/models")).json()).toMatchObject({ data: [{ id: "tiny:q8_0" }] });
    expect((await get(new FakeCore(), "/models/tiny")).json()).toMatchObject({ id: "tiny:q8_0" });
  });
});
