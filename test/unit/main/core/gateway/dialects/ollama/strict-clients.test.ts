import { describe, expect, it } from "vitest";
import { FakeCore, loopback } from "../../../../../../fakes/gateway";
import { answerOf, played } from "../../../../../../fakes/inference";
import { FakeLibrary, fakeModel } from "../../../../../../fakes/library";
import { presetOf } from "../../../../../../fakes/presets";

type Line = Readonly<Record<string, unknown>>;
const messages = [{ role: "user", content: "Hi" }];

function post(core: FakeCore, url: string, payload: object, headers: object = {}) {
  return core.server().inject({ method: "POST", url, headers: { ...loopback, ...headers }, payload });
}

async function linesOf(core: FakeCore, body: object): Promise<readonly Line[]> {
  const response = await post(core, "/api/chat", { model: "tiny", messages, ...body });
  const lines = response.body.trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Line);
}

/** What each client's own source depends on; see reference/clients.md. */
describe("what strict clients depend on", () => {
  it("Zed: every line whole, every entry of the list without null", async () => {
    const core = new FakeCore(new FakeLibrary([fakeModel({ digest: null, aliases: ["mario"] })]));
    core.presets.presets.set("mario", presetOf());
    for (const line of await linesOf(core, { keep_alive: -1 })) {
      expect(line).toMatchObject({
        model: expect.any(String) as string,
        created_at: expect.any(String) as string,
        done: expect.any(Boolean) as boolean,
        message: { role: "assistant", content: expect.any(String) as string },
      });
    }
    const tags = await core.server().inject({ url: "/api/tags", headers: loopback });
    expect(tags.body).not.toContain("null");
    for (const tag of tags.json<{ models: Line[] }>().models) {
      expect(Object.keys(tag)).toEqual(expect.arrayContaining(["name", "model", "modified_at", "size", "digest"]));
      expect(tag["details"]).toMatchObject({ format: "gguf", family: "llama", quantization_level: "Q8_0" });
    }
  });

  it("LangChain: a name or the name with :latest, counts on the last line only, arguments as objects", async () => {
    const core = new FakeCore(new FakeLibrary([fakeModel({ aliases: ["mario"] })]));
    const tags = await core.server().inject({ url: "/api/tags", headers: loopback });
    expect(tags.json<{ models: Line[] }>().models.map(({ name }) => name)).toContain("mario:latest");
    core.inference.script = () => played(answerOf(["a", { call: "f", arguments: ['{"x":', "1}"] }, "b"]));
    const lines = await linesOf(core, {});
    expect(lines.filter((line) => "eval_count" in line || "prompt_eval_count" in line)).toEqual([lines.at(-1)]);
    const calls = lines.flatMap(({ message }) => (message as { tool_calls?: object[] }).tool_calls ?? []);
    expect(calls).toMatchObject([{ function: { name: "f", arguments: { x: 1 } } }]);
  });

  it("Continue: show by name, parameters as lines, an index in the calls of its history", async () => {
    const core = new FakeCore();
    core.presets.presets.set("tiny", presetOf({ parameters: [{ name: "stop", value: "<end>" }] }));
    const shown = await post(core, "/api/show", { name: "tiny" });
    expect(shown.json<{ parameters: string }>().parameters.split("\n")).toEqual(['stop "<end>"', "num_ctx 2048"]);
    const call = { function: { index: 0, name: "f", arguments: {} } };
    const history = [
      ...messages,
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", content: "" },
    ];
    const body = { messages: history, keep_alive: 1_800, options: { num_ctx: 8_192 } };
    expect((await linesOf(core, body)).at(-1)).toMatchObject({ done: true });
    expect(core.inference.lastRequest).toMatchObject({ context: 8_192, keepAliveSeconds: 1_800 });
  });

  it("Cline: nothing of thinking when nothing was asked, results by tool_name", async () => {
    const core = new FakeCore();
    const result = { role: "tool", tool_name: "f", content: "1" };
    const lines = await linesOf(core, { messages: [...messages, result] });
    expect(lines.some(({ message }) => "thinking" in (message as object))).toBe(false);
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: { reasoning: undefined, messages: [{}, { role: "tool", name: "f" }] },
    });
  });

  it("Open WebUI: a date with an offset, both names, an error that is a text", async () => {
    const server = new FakeCore().server();
    const { models } = (await server.inject({ url: "/api/ps", headers: loopback })).json<{ models: Line[] }>();
    expect(models[0]).toMatchObject({ name: "tiny:q8_0", model: "tiny:q8_0" });
    expect(models[0]?.["expires_at"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/);
    const missing = await post(new FakeCore(), "/api/chat", { model: "none", messages });
    expect(missing.json()).toEqual({ error: expect.any(String) as string });
  });

  it("n8n: an empty key is none, tools may be an empty list, a mode of fetch without an origin", async () => {
    const headers = { authorization: "Bearer ", "sec-fetch-mode": "cors" };
    const body = { model: "tiny", messages, tools: [], stream: true };
    expect((await post(new FakeCore(), "/api/chat", body, headers)).statusCode).toBe(200);
  });

  it("Copilot and Codex: a version that is one, and a greeting", async () => {
    const server = new FakeCore().server();
    const version = await server.inject({ url: "/api/version", headers: loopback });
    expect(version.json<{ version: string }>().version).toMatch(/^\d+\.\d+\.\d+$/);
    expect((await server.inject({ url: "/", headers: loopback })).body).toBe("Ollama is running");
  });

  it("all: probabilities on the lines of their texts", async () => {
    const core = new FakeCore();
    const token = { text: "Hi", bytes: [72, 105], logprob: -0.5, top: [{ text: "Ho", bytes: [72, 111], logprob: -2 }] };
    const text = { type: "text" as const, choice: 0, text: "Hi", tokens: 1, logprobs: [token] };
    const [model, prefill, ...end] = answerOf([]);
    core.inference.script = () => played([model, prefill, text, ...end].filter((event) => event !== undefined));
    const expected = {
      logprobs: [
        {
          token: "Hi",
          logprob: -0.5,
          bytes: [72, 105],
          top_logprobs: [{ token: "Ho", logprob: -2, bytes: [72, 111] }],
        },
      ],
    };
    const lines = await linesOf(core, { logprobs: true, top_logprobs: 1 });
    expect(lines.filter((line) => "logprobs" in line)).toMatchObject([{ message: { content: "Hi" }, ...expected }]);
    const whole = await post(core, "/api/chat", { model: "tiny", messages, stream: false, logprobs: true });
    expect(whole.json()).toMatchObject(expected);
  });
});
