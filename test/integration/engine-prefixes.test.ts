import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationMessage } from "../../src/main/core/engine/conversation";
import type { Engine, GenerateRequest, PrefixOptions } from "../../src/main/core/engine/engine";
import { presets } from "../support/gguf/presets";
import { writeTinyHybrid } from "../support/gguf/write-tiny-hybrid";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { writeTinySlidingWindow } from "../support/gguf/write-tiny-sliding-window";
import { madeUpPrompt } from "../support/made-up-prompt";
import { RawModel } from "../support/raw-model";
import { answerOf, never, RealEngines, requestOf, untilEvent } from "../support/real-engines";

const window = 64;
const folder = mkdtempSync(join(tmpdir(), "tresor-prefixes-"));
const paths = {
  llama: join(folder, "llama.gguf"),
  hybrid: join(folder, "hybrid.gguf"),
  slidingWindow: join(folder, "sliding-window.gguf"),
} as const;
type Kind = keyof typeof paths;
const answerTokens = 12;
const engines = new RealEngines();
const raw = new Map<Kind, RawModel>();

beforeAll(async () => {
  writeTinyLlama({ ...presets.tiny, context: 4_096, path: paths.llama });
  writeTinyHybrid(paths.hybrid);
  writeTinySlidingWindow({ path: paths.slidingWindow, window });
  for (const kind of Object.keys(paths) as Kind[]) raw.set(kind, await RawModel.load(paths[kind]));
});

afterEach(() => engines.dispose());

afterAll(async () => {
  for (const model of raw.values()) await model.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks a worker, and compares with an answer from nothing but the prompt. Returns what it had of the prompt, and the answer. */
async function ask(kind: Kind, engine: Engine, prompt: readonly number[]) {
  const expected = await rawOf(kind).answer(prompt, answerTokens);
  const request = requestOf(prompt, { maxTokens: answerTokens, topLogprobs: 0 });
  const { text, logprobs, usage } = await answerOf(engine.generate(request, never));
  expect(text).toBe(expected.text);
  expect(logprobs).toHaveLength(answerTokens);
  const differences = logprobs.map((logprob, index) => Math.abs(logprob - (expected.logprobs[index] ?? 0)));
  expect(Math.max(...differences)).toBeLessThan(0.03);
  expect(usage.promptTokens).toBe(prompt.length);
  return { cachedTokens: usage.cachedTokens, answer: expected.tokens };
}

function rawOf(kind: Kind): RawModel {
  const model = raw.get(kind);
  if (model === undefined) throw new Error("The model is not loaded.");
  return model;
}

describe("a conversation in one slot", () => {
  const first = madeUpPrompt(1, 300);

  it.each([
    { kind: "llama" as const, atBranch: 300, inMiddle: 200 },
    // Back to the checkpoint at the end of the first prompt; before it there is none.
    { kind: "hybrid" as const, atBranch: 299, inMiddle: 0 },
    // The cells hold more than the window, so far everything.
    { kind: "slidingWindow" as const, atBranch: 300, inMiddle: 200 },
  ])("of a $kind model goes on, branches, is asked again", async ({ kind, atBranch, inMiddle }) => {
    const engine = await engines.start(paths[kind]);
    const one = await ask(kind, engine, first);
    expect(one.cachedTokens).toBe(0);

    const second = [...first, ...one.answer, ...madeUpPrompt(2, 40)];
    const two = await ask(kind, engine, second);
    // The last token of an answer has been chosen but not read.
    expect(two.cachedTokens).toBe(first.length + answerTokens - 1);

    const third = [...second, ...two.answer, ...madeUpPrompt(3, 40)];
    await ask(kind, engine, third);
    expect((await ask(kind, engine, third)).cachedTokens).toBe(third.length - 1);

    expect((await ask(kind, engine, [...first, ...madeUpPrompt(4, 40)])).cachedTokens).toBe(atBranch);
    expect((await ask(kind, engine, [...first, ...madeUpPrompt(5, 90)])).cachedTokens).toBe(atBranch);
    expect((await ask(kind, engine, [...first.slice(0, 200), ...madeUpPrompt(6, 40)])).cachedTokens).toBe(inMiddle);
  });

  it("of a sliding-window model is cut where the window is whole, and goes back to a checkpoint where it is not", async () => {
    const kind = "slidingWindow";
    const engine = await engines.start(paths[kind]);
    const long = madeUpPrompt(7, 900);
    const { answer } = await ask(kind, engine, long);
    // 768 cells are left: the window before the end of the first prompt is whole for some 700 tokens only.
    await ask(kind, engine, [...long, ...answer, ...madeUpPrompt(8, 500)]);
    expect((await ask(kind, engine, [...long, ...madeUpPrompt(9, 40)])).cachedTokens).toBe(long.length);
    await ask(kind, engine, [...long, ...answer, ...madeUpPrompt(8, 1_000)]);
    expect((await ask(kind, engine, [...long, ...madeUpPrompt(9, 40)])).cachedTokens).toBe(long.length - 1);
    // A checkpoint holds no more than the window behind it.
    expect((await ask(kind, engine, [...long.slice(0, 890), ...madeUpPrompt(9, 40)])).cachedTokens).toBe(0);
  });

  it("of a hybrid model begins anew at the end of the system text, also after several turns", async () => {
    const engine = await engines.start(paths.hybrid);
    const system = { role: "system", content: "the dog went home and saw the cat ".repeat(20) } as const;
    const first = { messages: [system, { role: "user", content: "what is the capital of France" }] } as const;
    const next = (turns: Conversation, answer: string): Conversation => ({
      messages: [
        ...turns.messages,
        { role: "assistant", content: answer },
        { role: "user", content: "the cat and the dog" },
      ],
    });
    const other = { messages: [system, { role: "user", content: "once upon a time" }] } as const;
    const second = next(first, await chat(engine, first).then(({ text }) => text));
    await chat(engine, next(second, (await chat(engine, second)).text));
    const { usage, tokens } = await chat(engine, other);
    const shared = commonLength(tokens, await tokensOf(engine, first));
    expect(usage.cachedTokens).toBeGreaterThan(100);
    // The first user's words may share their beginning too.
    expect(usage.cachedTokens).toBeGreaterThanOrEqual(shared - 8);
    expect(usage.cachedTokens).toBeLessThanOrEqual(shared);
  });

  it.each([
    { where: "in its slot", seeds: [31] },
    { where: "from a saved state", seeds: [32, 33, 34] },
  ])("of a hybrid model goes on $where when a template leaves out what was thought", async ({ seeds }) => {
    const path = join(folder, "thinking.gguf");
    writeTinyHybrid(path, thinkingTemplate);
    const engine = await engines.start(path, { prefixes: { ...prefixesIn(""), directory: null } });
    const conversations = seeds.map((seed) => ({ messages: [userOf(`${seed} the dog went home `.repeat(20))] }));
    for (let turn = 0; turn < 3; turn++) {
      for (const conversation of conversations) {
        const before = { messages: conversation.messages.slice(0, -2) };
        const tokens = await tokensOf(engine, conversation);
        const common = turn === 0 ? 0 : commonLength(tokens, await tokensOf(engine, before));
        const { usage } = await answerOf(engine.generate(chatRequest({ ...conversation }), never));
        expect(usage.reasoningTokens).toBe(answerTokens);
        // Read anew is what the template wrote between the last message and the answer.
        if (turn > 0) expect(usage.cachedTokens).toBeGreaterThan(common - 16);
        expect(usage.cachedTokens).toBeLessThanOrEqual(common);
        conversation.messages.push({ role: "assistant", content: "paris" }, userOf("what is it like"));
      }
    }
  });
});

/** As Qwen3.5 does: reasoning is begun for the answer, and left out of it afterwards. */
const thinkingTemplate =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n<think>\n' }}{% endif %}";

async function chat(engine: Engine, conversation: Conversation) {
  const tokens = await tokensOf(engine, conversation);
  const answer = await answerOf(engine.generate(chatRequest(conversation), never));
  expect(answer.text).toBe((await rawOf("hybrid").answer(tokens, answerTokens)).text);
  return { ...answer, tokens };
}

function chatRequest(conversation: Conversation): GenerateRequest {
  return { ...requestOf([], { maxTokens: answerTokens }), prompt: { type: "chat", conversation } };
}

function userOf(content: string): ConversationMessage {
  return { role: "user", content };
}

async function tokensOf(engine: Engine, conversation: Conversation): Promise<readonly number[]> {
  return (await engine.compute("render", { conversation }, never)).tokens;
}

function commonLength(one: readonly number[], other: readonly number[]): number {
  const different = one.findIndex((token, index) => token !== other[index]);
  return different < 0 ? one.length : different;
}

describe("what was read of prompts", () => {
  it.each(["llama", "hybrid", "slidingWindow"] as const)(
    "of more conversations than slots on a %s model is saved, also beyond the end of the process",
    async (kind) => {
      const prefixes = prefixesIn(mkdtempSync(join(folder, "kept-")));
      const engine = await engines.start(paths[kind], { slots: 2, prefixes });
      const conversations = [11, 12, 13, 14].map((seed) => madeUpPrompt(seed, 150));
      const talk = async (on: Engine, turn: number) => {
        for (const [index, prompt] of conversations.entries()) {
          const { cachedTokens, answer } = await ask(kind, on, prompt);
          expect(cachedTokens).toBe(turn === 0 ? 0 : prompt.length - 31);
          conversations[index] = [...prompt, ...answer, ...madeUpPrompt(20 + index, 30)];
        }
      };
      await talk(engine, 0);
      await talk(engine, 1);
      await expectCleanEnd(engine);
      await talk(await engines.start(paths[kind], { slots: 2, prefixes }), 2);
    },
  );

  it("is of no use to another key, nor where a file was damaged, and is removed there", async () => {
    const directory = mkdtempSync(join(folder, "kept-"));
    const prompt = madeUpPrompt(15, 200);
    const longer = [...prompt, ...madeUpPrompt(16, 30)];
    const engine = await engines.start(paths.llama, { prefixes: prefixesIn(directory) });
    await ask("llama", engine, prompt);
    await expectCleanEnd(engine);
    const damaged = mkdtempSync(join(folder, "damaged-"));
    cpSync(directory, damaged, { recursive: true });
    for (const file of filesIn(damaged)) {
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1_000) ^ 1, bytes.length - 1_000);
      writeFileSync(file, bytes);
    }
    const key = Buffer.alloc(32, 8).toString("base64");
    for (const [options, cachedTokens] of [
      [prefixesIn(directory), prompt.length],
      [prefixesIn(damaged), 0],
      [{ ...prefixesIn(directory), key }, 0],
    ] as const) {
      const another = await engines.start(paths.llama, { prefixes: options });
      expect((await ask("llama", another, longer)).cachedTokens).toBe(cachedTokens);
    }
  });

  it("is forgotten when it was cleared, but not what slots hold", async () => {
    const engine = await engines.start(paths.llama, { prefixes: { ...prefixesIn(""), directory: null } });
    const [one, other] = [madeUpPrompt(17, 200), madeUpPrompt(18, 200)];
    await ask("llama", engine, one);
    await ask("llama", engine, other);
    expect((await ask("llama", engine, one)).cachedTokens).toBe(one.length - 1);
    engine.forgetPrefixes();
    expect((await ask("llama", engine, one)).cachedTokens).toBe(one.length - 1);
    expect((await ask("llama", engine, other)).cachedTokens).toBe(0);
  });

  it("is written whole when the process ends in the middle of answers", async () => {
    const prefixes = prefixesIn(mkdtempSync(join(folder, "kept-")));
    const engine = await engines.start(paths.hybrid, { slots: 3, prefixes });
    const prompts = [21, 22, 23].map((seed) => madeUpPrompt(seed, 400));
    const streams = prompts.map((prompt) => engine.generate(requestOf(prompt), never)[Symbol.asyncIterator]());
    for (const stream of streams) await untilEvent(stream, "text");
    const ends = streams.map((stream) =>
      expect(untilEvent(stream, "finish")).rejects.toMatchObject({ code: "worker_died" }),
    );
    await expectCleanEnd(engine);
    await Promise.all(ends);
    expect(filesIn(prefixes.directory)).toHaveLength(3);
  });

  it("is copied from a slot at work to another with the same beginning", async () => {
    const engine = await engines.start(paths.llama, { slots: 2 });
    const prompt = madeUpPrompt(24, 300);
    const stream = engine.generate(requestOf(prompt, { maxTokens: 2_000 }), never)[Symbol.asyncIterator]();
    await untilEvent(stream, "text");
    expect((await ask("llama", engine, [...prompt, ...madeUpPrompt(25, 30)])).cachedTokens).toBe(prompt.length);
    await stream.return?.();
  });
});

function prefixesIn<Directory extends string>(directory: Directory) {
  const key = Buffer.alloc(32, 7).toString("base64");
  return { directory, key, identity: "a model of the test", memoryBytes: 64 * 2 ** 20 } satisfies PrefixOptions;
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
}

async function expectCleanEnd(engine: Engine): Promise<void> {
  const exit = new Promise((resolve) => engine.onExit(resolve));
  await engine.dispose();
  expect(await exit).toMatchObject({ expected: true, error: { details: { code: 0, signal: null } } });
}
