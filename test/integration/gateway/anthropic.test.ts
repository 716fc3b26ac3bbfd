import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeScriptedModel } from "../../support/gguf/scripted/write-scripted-model";
import {
  postMessages,
  readStreamedMessage,
  readWholeMessage,
  type MessageUsage,
  type ReadMessage,
} from "../../support/messages-client";
import { realTemplates } from "../../support/real-templates";
import { ServedTresor } from "../../support/served-tresor";

const template = realTemplates()?.get("Qwen-Qwen3-0.6B") ?? null;

/** In a prompt this asks for a greeting; its first byte is in no template. */
const asksForGreeting = "\uE200";
const calls =
  "<think>\nBoth at once.\n</think>\n\nI look at both.\n" +
  '<tool_call>\n{"name": "read", "arguments": {"path": "it\'s \\"a\\".txt"}}\n</tool_call>\n' +
  '<tool_call>\n{"name": "list", "arguments": {}}\n</tool_call>';

const marked = { cache_control: { type: "ephemeral" } };
const tools = [
  {
    name: "read",
    description: "Reads a file.",
    input_schema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  },
  { name: "found", description: "Found later.", input_schema: { type: "object" }, defer_loading: true },
  { name: "list", description: "Lists the folder.", input_schema: { type: "object", properties: {} }, ...marked },
];
const system = [
  { type: "text", text: "x-anthropic-billing-header: cc_version=2.1.330; cch=abc;" },
  { type: "text", text: "You are an agent.", ...marked },
  { type: "text", text: "Use the tools.", ...marked },
];
const reminder = "The folder is /work.\nToday is Friday.";

/** The conversation of an agent as Claude Code sends it: the mark for the cache moves, and the reminder is sent in another form. */
function turn(later: readonly object[] = []) {
  const isFirst = later.length === 0;
  return {
    model: "agent",
    max_tokens: 32_000,
    temperature: 0,
    system,
    tools,
    thinking: { type: "adaptive" },
    metadata: { user_id: "{}" },
    messages: [
      { role: "user", content: [{ type: "text", text: "Read a and list all.", ...(isFirst ? marked : {}) }] },
      { role: "system", content: isFirst ? [{ type: "text", text: reminder, ...marked }] : reminder },
      ...later,
    ],
  };
}

const promptOf = ({ input_tokens: fresh, cache_read_input_tokens: cached }: MessageUsage) => fresh + cached;

describe.skipIf(template === null)(
  "Anthropic's dialect, served (skipped without git and the bundle of llama.cpp)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tresor-anthropic-"));
    let tresor: ServedTresor;
    let url: string;

    beforeAll(async () => {
      mkdirSync(join(folder, "models"));
      writeScriptedModel(join(folder, "models", "agent.gguf"), {
        name: "Agent",
        template,
        turns: [
          { text: calls },
          { text: "Good day to you.", when: { byte: 0xee } },
          { text: "<think>\n\n</think>\n\nBoth are done.", when: { control: "<tool_response>" } },
        ],
        cut: "word",
        eos: "<|im_end|>",
      });
      tresor = await ServedTresor.start(join(folder, "data"), [
        ...["--models-dir", join(folder, "models"), "--no-demo", "--seal", "off", "--context", "4096", "--slots", "1"],
      ]);
      url = tresor.ready.url;
    });

    afterAll(async () => {
      await tresor.end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    });

    async function countOf(body: object): Promise<unknown> {
      const response = await postMessages(url, body, "/v1/messages/count_tokens?beta=true");
      return await response.json();
    }

    it("carries an agent through two calls to its answer, each turn reusing the whole prompt of the one before", async () => {
      const first = await readStreamedMessage(url, turn());
      expect(first.content).toEqual([
        { type: "thinking", thinking: "Both at once.", signature: expect.stringMatching(/./) as string },
        { type: "text", text: expect.stringMatching(/^I look at both\.\n?$/) as string },
        { type: "tool_use", id: expect.stringMatching(/./) as string, name: "read", input: { path: 'it\'s "a".txt' } },
        { type: "tool_use", id: expect.stringMatching(/./) as string, name: "list", input: {} },
      ]);
      expect(first.stop_reason).toBe("tool_use");
      expect(first.begun).toEqual({ ...first.usage, output_tokens: 0 });
      expect(await countOf(turn())).toEqual({ input_tokens: promptOf(first.usage) });

      const later = [{ role: "assistant", content: first.content }, resultsOf(first)];
      const second = await readStreamedMessage(url, turn(later));
      expect(second.content).toEqual([{ type: "text", text: "Both are done." }]);
      expect(second.stop_reason).toBe("end_turn");
      expect(second.usage.cache_read_input_tokens).toBeGreaterThanOrEqual(promptOf(first.usage));
      expect(await countOf(turn(later))).toEqual({ input_tokens: promptOf(second.usage) });

      const more = [...later, { role: "assistant", content: second.content }, { role: "user", content: "Thanks." }];
      const third = await readWholeMessage(url, turn(more));
      expect(third.content).toEqual(second.content);
      expect(await countOf(turn(more))).toEqual({ input_tokens: promptOf(third.usage) });
    });

    function resultsOf({ content }: ReadMessage) {
      const listed = [
        { type: "text", text: "a.txt" },
        { type: "tool_reference", tool_name: "found" },
      ];
      const [read, list] = content.filter(({ type }) => type === "tool_use").map(({ id }) => id);
      return {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: read, content: "no such file", is_error: true },
          { type: "tool_result", tool_use_id: list, content: listed, ...marked },
        ],
      };
    }

    it("reads the same prompt from strings and from blocks, and from OpenAI's dialect", async () => {
      const user = `Hi${asksForGreeting}`;
      const strings = {
        model: "agent",
        max_tokens: 9,
        temperature: 0,
        system: "Be kind.",
        messages: [{ role: "user", content: user }],
      };
      const blocks = {
        ...strings,
        system: [{ type: "text", text: "Be kind.", ...marked }],
        messages: [{ role: "user", content: [{ type: "text", text: user, ...marked }] }],
      };
      const first = await readWholeMessage(url, strings);
      const prompt = promptOf(first.usage);
      expect(first.content).toEqual([{ type: "text", text: "Good day to you." }]);
      const second = await readWholeMessage(url, blocks);
      expect(second.content).toEqual(first.content);
      expect(second.usage.cache_read_input_tokens).toBeGreaterThanOrEqual(prompt - 1);
      const messages = [{ role: "system", content: "Be kind." }, ...strings.messages];
      const other = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        body: JSON.stringify({ model: "agent", messages, temperature: 0 }),
      });
      expect(await other.json()).toMatchObject({
        choices: [{ message: { content: "Good day to you." } }],
        usage: { prompt_tokens: prompt },
      });
    });

    it("stops at a stop sequence and at max_tokens, and says which", async () => {
      const ask = { ...turn(), system: undefined, tools: [], messages: [{ role: "user", content: asksForGreeting }] };
      for (const read of [readWholeMessage, readStreamedMessage]) {
        expect(await read(url, { ...ask, stop_sequences: [" to"] })).toMatchObject({
          content: [{ type: "text", text: "Good day" }],
          stop_reason: "stop_sequence",
          stop_sequence: " to",
        });
        expect(await read(url, { ...ask, max_tokens: 2 })).toMatchObject({
          stop_reason: "max_tokens",
          usage: { output_tokens: 2 },
        });
      }
    });

    it("counts 24 prompts at once while it answers", async () => {
      const answer = readStreamedMessage(url, turn());
      const ask = { model: "agent", messages: [{ role: "user", content: "foo" }] };
      const counts = await Promise.all(
        Array.from({ length: 24 }, (_, index) => countOf({ ...ask, tools: index % 2 === 0 ? [] : [tools[0]] })),
      );
      expect(counts.filter((_, index) => index % 2 === 0)).toEqual(Array.from({ length: 12 }, () => counts[0]));
      expect(counts[0]).toEqual({ input_tokens: expect.any(Number) as number });
      expect(JSON.stringify(counts[1])).not.toBe(JSON.stringify(counts[0]));
      await answer;
    });

    it("says of a prompt that is too long how long it is, in the words that agents compact on", async () => {
      const long = { ...turn(), messages: [{ role: "user", content: "word ".repeat(6_000) }] };
      const { input_tokens: tokens } = (await countOf(long)) as { readonly input_tokens: number };
      for (const stream of [true, false]) {
        const response = await postMessages(url, { ...long, stream });
        expect(response.status).toBe(400);
        const message = new RegExp(`^prompt is too long: ${tokens} tokens > 4096 maximum`);
        expect(await response.json()).toMatchObject({
          type: "error",
          error: { type: "invalid_request_error", message: expect.stringMatching(message) as string },
          request_id: response.headers.get("request-id"),
        });
      }
    });
  },
);
