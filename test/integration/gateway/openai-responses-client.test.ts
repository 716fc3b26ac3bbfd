import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import { defaultPace } from "../../../src/main/core/gateway/gateway-context";
import type { Gateway } from "../../../src/main/core/gateway/gateway-port";
import { TresorError } from "../../../src/shared/errors";
import { FakeCore } from "../../fakes/gateway";
import { aborted, answerOf, played } from "../../fakes/inference";

let core: FakeCore;
let gateway: Gateway;
let client: OpenAI;
let url: string;

beforeEach(async () => {
  core = new FakeCore();
  const pace = { ...defaultPace, openingMilliseconds: 20, commentMilliseconds: 10, pulseMilliseconds: 20 };
  gateway = createGateway(core.dependencies(), pace);
  url = await gateway.listen("127.0.0.1", 0);
  client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
});

afterEach(() => gateway.close(0));

const twoCalls = () =>
  played(
    answerOf(
      [
        { thought: "Both." },
        "Reading.",
        { call: "read", id: "c1", arguments: ['{"path":', '"a"}'] },
        { call: "list", id: "c2", arguments: ["{}"] },
      ],
      "tiny:q8_0",
      "toolCalls",
    ),
  );
const tools = ["read", "list"].map((name) => ({ type: "function" as const, name, parameters: null, strict: false }));

describe("the openai client's responses", () => {
  it("come in one piece, with the client's own output_text", async () => {
    const answer = await client.responses.create({ model: "tiny", input: "Hi", instructions: "Be brief." });
    expect(answer).toMatchObject({ status: "completed", output_text: "Hello there", usage: { total_tokens: 9 } });
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: { messages: [{ role: "system" }, { role: "user", content: "Hi" }] },
    });
  });

  it("come as a stream that the client puts together to the same", async () => {
    core.inference.script = twoCalls;
    const stream = client.responses.stream({ model: "tiny", input: "Go", tools });
    const streamed = await stream.finalResponse();
    const whole = await client.responses.create({ model: "tiny", input: "Go", tools });
    const shapes = [streamed, whole].map(({ output }) => output.map((item) => ({ ...item, id: "" })));
    expect(shapes[0]).toMatchObject(shapes[1] ?? []);
    expect(whole.output.map(({ type }) => type)).toEqual(["reasoning", "message", "function_call", "function_call"]);
  });

  it.each([true, false])("are gone on from with results of tools, kept here: %s", async (store) => {
    core.inference.script = twoCalls;
    const question = { role: "user" as const, content: "Go" };
    const first = await client.responses.create({ model: "tiny", input: [question], tools, store });
    const results = ["c1", "c2"].map((id) => ({
      type: "function_call_output" as const,
      call_id: id,
      output: `result ${id}`,
    }));
    await client.responses.create(
      store
        ? { model: "tiny", previous_response_id: first.id, input: results, tools }
        : { model: "tiny", input: [question, ...first.output, ...results], tools, store },
    );
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: {
        messages: [
          question,
          {
            role: "assistant",
            reasoning: "Both.",
            content: "Reading.",
            calls: [{ id: "c1", name: "read", argumentsJson: '{"path":"a"}' }, { id: "c2" }],
          },
          { role: "tool", callId: "c1", content: "result c1" },
          { role: "tool", callId: "c2", content: "result c2" },
        ],
      },
    });
  });

  it("may refer to items of earlier ones by their ids, as the AI SDK does", async () => {
    const first = await client.responses.create({ model: "tiny", input: "Hi" });
    const input = [{ type: "item_reference" as const, id: first.output[0]?.id ?? "" }];
    await client.responses.create({ model: "tiny", input });
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: { messages: [{ role: "assistant", content: "Hello there" }] },
    });
    await client.responses.create({ model: "tiny", input: "Hi", store: false }).then(async ({ id }) => {
      const more = { model: "tiny", input: "More", previous_response_id: id };
      await expect(client.responses.create(more)).rejects.toMatchObject({ status: 400, param: "previous_response_id" });
    });
  });

  it("are loaded for by an empty input, without /v1 too, as Codex does it", async () => {
    for (const path of ["/v1/responses", "/responses"]) {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        body: JSON.stringify({ model: "tiny", input: "", max_output_tokens: 1 }),
      });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ object: "response" });
    }
    const refused = await fetch(`${url}/responses`, { method: "POST", body: "{}" });
    expect(await refused.json()).toMatchObject({ error: { type: "invalid_request_error", param: "input" } });
  });

  it("fail by the client's own errors, before the stream and in it", async () => {
    await expect(client.responses.create({ model: "none", input: "Hi", stream: true })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    core.inference.script = () => played([...answerOf(["a"]).slice(0, 3), new TresorError("worker_died", "It ended.")]);
    const stream = await client.responses.create({ model: "tiny", input: "Hi", stream: true });
    const types: string[] = [];
    const reading = (async () => {
      for await (const event of stream) types.push(event.type);
    })();
    await expect(reading).rejects.toThrow("It ended.");
    expect(types).toContain("response.output_text.delta");
  });

  it("show life by real events while a model loads", async () => {
    core.inference.script = async function* (_request, signal) {
      yield { type: "loading", reference: "tiny:q8_0", progress: 0.42 };
      await aborted(signal);
      throw new TresorError("cancelled", "stopped");
    };
    const stream = await client.responses.create({ model: "tiny", input: "Hi", stream: true });
    const types: string[] = [];
    for await (const event of stream) if (types.push(event.type) === 4) break;
    expect(types).toEqual(["response.created", "response.in_progress", "response.in_progress", "response.in_progress"]);
  });

  it("are not cancelled by a client that goes away at response.completed", async () => {
    const stream = await client.responses.create({ model: "tiny", input: "Hi", stream: true });
    for await (const event of stream) if (event.type === "response.completed") break;
    await gateway.close(1_000);
    expect(core.inference.signals.at(-1)?.aborted).toBe(false);
    expect(core.logLines.join("")).not.toContain("cancelled");
  });
});
