import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { command } from "./support/control-api";
import { asksFor, models, script } from "./support/models";

// Open WebUI and n8n are too large for this folder: their requests are sent as they were seen on the wire. Node's fetch adds
// `sec-fetch-mode: cors` without an Origin, as n8n's requests have it.

const { url, key } = inject("connection");

async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

function openAiText(stream: string): string {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] })
    .map(({ choices }) => choices[0]?.delta.content ?? "")
    .join("");
}

describe("Open WebUI", () => {
  const bearer = { authorization: `Bearer ${key}`, "x-openwebui-user-name": "Ada", "x-openwebui-chat-id": "1" };
  /** 36 tools, 25 kB, whatever the model. */
  const builtInTools = Array.from({ length: 36 }, (_, index) => ({
    type: "function",
    function: {
      name: `built_in_${index}`,
      description: `Does something useful with notes, chats and memories, number ${index}. `.repeat(7),
      parameters: {
        type: "object",
        properties: {
          query: { type: "string", description: "What to look for." },
          count: { type: "integer", default: 5 },
        },
        required: ["query"],
      },
    },
  }));

  it("verifies and lists: version, tags with both names, residents with a time it can parse", async () => {
    const version = (await (await fetch(`${url}/api/version`, { headers: bearer })).json()) as { version: string };
    expect(version.version).toMatch(/^\d+\.\d+\.\d+/);
    const { models: listed } = (await (await fetch(`${url}/api/tags`, { headers: bearer })).json()) as {
      models: { model: string; name: string }[];
    };
    expect(listed.length).toBeGreaterThanOrEqual(Object.keys(models).length);
    for (const { model, name } of listed) expect([typeof model, typeof name]).toEqual(["string", "string"]);
    await post("/api/chat", { model: models.chat, messages: [{ role: "user", content: "Hi" }], stream: false }, bearer);
    const { models: running } = (await (await fetch(`${url}/api/ps`, { headers: bearer })).json()) as {
      models: { expires_at: string }[];
    };
    expect(running.length).toBeGreaterThan(0);
    for (const { expires_at: time } of running) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/);
  });

  it.each([
    ["/v1/chat/completions", openAiText],
    [
      "/api/chat",
      (lines: string) =>
        lines
          .trim()
          .split("\n")
          .map((line) => (JSON.parse(line) as { message: { content: string } }).message.content)
          .join(""),
    ],
  ])("sends all its tools to a model that knows none, by %s", async (path, textOf) => {
    const messages = [{ role: "user", content: "Hello" }];
    expect(JSON.stringify(builtInTools).length).toBeGreaterThan(24_000);
    const response = await post(path, { model: models.plain, stream: true, messages, tools: builtInTools }, bearer);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(textOf(text)).toBe(script.greeting);
  });

  it("asks for answer, title, follow-ups and tags side by side, none with a limit", async () => {
    const asked = ["Hello", "Write a title.", "Suggest follow-ups.", "Write tags."].map((content, index) =>
      post(
        "/v1/chat/completions",
        { model: models.chat, stream: index === 0, messages: [{ role: "user", content }] },
        bearer,
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const answer of answers) expect(await answer.text()).toContain("finish_reason");
  });
});

describe("n8n", () => {
  const emptyKey = { authorization: "Bearer " };
  const withoutKey = (allowed: boolean) =>
    command(url, inject("adminToken"), "updateSettings", { localWithoutKey: allowed });

  beforeAll(() => withoutKey(true));
  afterAll(() => withoutKey(false));

  it("lists models with x-api-key, and by the Ollama node with an empty key", async () => {
    const openAi = await fetch(`${url}/v1/models`, { headers: { "x-api-key": key } });
    expect(openAi.status).toBe(200);
    const tags = await fetch(`${url}/api/tags`, { headers: emptyKey });
    expect(
      ((await tags.json()) as { models: { name: string }[] }).models.map(({ name }) => name.split(":")[0]),
    ).toContain(models.chat);
  });

  it("asks responses with an empty text, and with one that wants JSON", async () => {
    const body = (content: string, text: unknown) => ({
      model: models.chat,
      input: [
        { type: "message", role: "system", content: "Answer briefly." },
        { type: "message", role: "user", content },
      ],
      text,
      store: false,
      background: false,
    });
    for (const [content, text, expected] of [
      ["Hello", {}, script.greeting],
      [`Where?${asksFor.json}`, { format: { type: "json_object" } }, JSON.stringify(script.trip)],
    ] as const) {
      const response = await post("/v1/responses", body(content, text), { authorization: `Bearer ${key}` });
      const answer = (await response.json()) as { output: { type: string; content: { text: string }[] }[] };
      expect(response.status, JSON.stringify(answer)).toBe(200);
      expect(answer.output.find(({ type }) => type === "message")?.content[0]?.text.trim()).toBe(expected);
    }
  });

  it("chats by the Ollama node with an empty key and an empty list of tools", async () => {
    const body = { model: models.chat, messages: [{ role: "user", content: "Hello" }], tools: [], stream: true };
    const response = await post("/api/chat", body, emptyKey);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(text.trim().split("\n").at(-1)).toContain('"done":true');
  });

  it("embeds a string or a list, in base64", async () => {
    for (const input of ["paris", ["paris", "the dog"]]) {
      const response = await post(
        "/v1/embeddings",
        { model: models.embed, input, encoding_format: "base64" },
        { authorization: `Bearer ${key}` },
      );
      const { data } = (await response.json()) as { data: { embedding: string }[] };
      for (const { embedding } of data) expect(Buffer.from(embedding, "base64").length).toBe(4 * 64);
      expect(data.length).toBe(typeof input === "string" ? 1 : input.length);
    }
  });
});
