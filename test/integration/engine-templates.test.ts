import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bothCalls, pieces, sampleTools } from "../support/output/shared-pieces";
import { readStreamedChat, readWholeChat, type ReadChat } from "../support/read-chat";
import { realTemplates } from "../support/real-templates";
import { ServedTresor } from "../support/served-tresor";
import { asksForBytes, writeTemplateModels, type TemplateModel } from "../support/template-models";

const templates = realTemplates();
/** Workers that run side by side; starting one is most of the time. */
const atOnce = 2;

const tools = sampleTools.map(({ name, parameters }) => ({
  type: "function" as const,
  function: { name, description: `Does ${name}.`, parameters: parameters as Record<string, unknown> },
}));

const ways = [
  { title: "words, whole", content: "Both, please.", read: readWholeChat },
  { title: "words, streamed", content: "Both, please.", read: readStreamedChat },
  { title: "bytes, whole", content: `Both, please.${asksForBytes}`, read: readWholeChat },
  { title: "bytes, streamed", content: `Both, please.${asksForBytes}`, read: readStreamedChat },
] as const;

interface Failure {
  readonly template: string;
  readonly way: string;
  readonly why: string;
}

describe.skipIf(templates === null)("real templates (skipped without git and the bundle of llama.cpp)", () => {
  const folder = mkdtempSync(join(tmpdir(), "tresor-templates-"));
  const modelsDirectory = join(folder, "models");
  let models: readonly TemplateModel[];
  let tresor: ServedTresor;
  let openai: OpenAI;

  beforeAll(async () => {
    mkdirSync(modelsDirectory);
    models = writeTemplateModels(modelsDirectory, templates ?? new Map());
    const flags = ["--models-dir", modelsDirectory, "--no-demo", "--seal", "off", "--context", "12288", "--slots", "1"];
    tresor = await ServedTresor.start(join(folder, "data"), flags);
    openai = new OpenAI({ baseURL: `${tresor.ready.url}/v1`, apiKey: "none", maxRetries: 0, timeout: 60_000 });
  });

  afterAll(async () => {
    await tresor.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function failuresOf({ name, reasons }: TemplateModel): Promise<readonly Failure[]> {
    const expected: ReadChat = {
      reasoning: reasons ? pieces.reasoning : "",
      content: "",
      calls: bothCalls,
      finish: "tool_calls",
    };
    const failures: Failure[] = [];
    for (const { title, content, read } of ways) {
      const request = {
        model: `${name}.gguf`,
        messages: [{ role: "user" as const, content }],
        tools,
        temperature: 0,
        max_tokens: 2_000,
        // Many templates leave reasoning off unless they are asked.
        chat_template_kwargs: { enable_thinking: true, thinking: true },
      };
      const got = await read(openai, request).catch((error: unknown) => String(error));
      if (!isDeepStrictEqual(got, expected)) failures.push({ template: name, way: title, why: JSON.stringify(got) });
    }
    await fetch(`${tresor.ready.url}/api/generate`, {
      method: "POST",
      body: JSON.stringify({ model: `${name}.gguf`, keep_alive: 0 }),
      headers: { "content-type": "application/json" },
    });
    return failures;
  }

  it("give reasoning and exactly two calls, cut by word and by byte, streamed and whole", async () => {
    const waiting = [...models];
    const failures: Failure[] = [];
    const work = async () => {
      for (let model = waiting.shift(); model !== undefined; model = waiting.shift()) {
        failures.push(...(await failuresOf(model)));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const failed = new Set(failures.map(({ template }) => template));
    console.log(`${models.length - failed.size} of ${models.length} templates give what their models wrote.`);
    for (const { template, way, why } of failures) console.log(`  ${template}, ${way}: ${why}`);
    expect(models.length).toBeGreaterThanOrEqual(51);
    expect([...failed]).toEqual([]);
  }, 600_000);
});
