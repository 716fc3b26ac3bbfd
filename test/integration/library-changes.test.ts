import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ollama } from "ollama";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { ServedTresor } from "../support/served-tresor";

const root = mkdtempSync(join(tmpdir(), "tresor-changes-"));
const data = join(root, "data");
const own = join(data, "models");
const elsewhere = join(root, "elsewhere");
let tresor: ServedTresor;
let openai: OpenAI;
let ollama: Ollama;
let admin: { readonly authorization: string };

beforeAll(async () => {
  mkdirSync(elsewhere);
  for (const [name, seed] of [
    ["chat", 1],
    ["my-coder", 2],
  ] as const) {
    writeTinyLlama({ ...presets.tiny, name, seed, path: join(elsewhere, `${name}.F16.gguf`) });
  }
  tresor = await ServedTresor.start(data, ["--seal", "off", "--no-demo"]);
  admin = { authorization: `Bearer ${readFileSync(join(data, "admin-token"), "utf8").trim()}` };
  openai = new OpenAI({ baseURL: `${tresor.ready.url}/v1`, apiKey: "none", maxRetries: 0 });
  ollama = new Ollama({ host: tresor.ready.url, headers: admin });
});
afterAll(async () => {
  await tresor.end("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

async function json(...args: string[]): Promise<unknown> {
  const { stdout } = await tresor.run(...args, "--json");
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown)
    .at(-1);
}

describe("models that come, get names and go", () => {
  it("imports by a link and by moving", async () => {
    const chat = join(elsewhere, "chat.F16.gguf");
    const digest = `sha256:${createHash("sha256").update(readFileSync(chat)).digest("hex")}`;
    expect(await json("import", chat)).toEqual({
      ...{ event: "done", reference: "chat:f16", digest, path: join(own, "chat.F16.gguf") },
    });
    expect(statSync(join(own, "chat.F16.gguf")).ino).toBe(statSync(chat).ino);
    expect(await json("import", join(elsewhere, "my-coder.F16.gguf"), "--move")).toMatchObject({
      ...{ event: "done", reference: "my-coder:f16" },
    });
    expect([readdirSync(own).sort(), readdirSync(elsewhere)]).toEqual([
      ["chat.F16.gguf", "my-coder.F16.gguf"],
      ["chat.F16.gguf"],
    ]);
  });

  it("refuses a file that is no model, before it touches it", async () => {
    writeFileSync(join(elsewhere, "bad.gguf"), "GGUF but not really");
    const { exitCode, stdout } = await tresor.run("import", join(elsewhere, "bad.gguf"), "--move", "--json");
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([1, { error: { code: "model_rejected" } }]);
    expect(existsSync(join(elsewhere, "bad.gguf"))).toBe(true);
  });

  it("answers under names: a role's default, and one of the user's", async () => {
    expect(await json("alias", "set", "mine", "chat")).toEqual({
      ...{ name: "mine", role: null, target: "chat:f16", reference: "chat:f16" },
    });
    const ids = (await openai.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(
      ["chat:f16", "my-coder:f16", "text", "mine", "code"].sort((a, b) => ids.indexOf(a) - ids.indexOf(b)),
    );
    for (const [name, reference] of [
      ["code", "my-coder:f16"],
      ["mine", "chat:f16"],
    ] as const) {
      const { response } = await openai.chat.completions
        .create({ model: name, messages: [{ role: "user", content: "Hi" }], max_completion_tokens: 2 })
        .withResponse();
      expect(response.headers.get("x-tresor-model")).toBe(reference);
    }
    expect(await json("show", "mine")).toMatchObject({
      reference: "chat:f16",
      aliases: expect.arrayContaining(["mine"]) as object,
    });
  });

  it("copies and deletes names for Ollama's own client", async () => {
    await ollama.copy({ source: "mine", destination: "yours" });
    expect((await ollama.list()).models.map(({ name }) => name)).toContain("yours:latest");
    expect((await ollama.generate({ model: "yours", prompt: "Hi", options: { num_predict: 2 } })).done).toBe(true);
    await ollama.delete({ model: "yours" });
    expect((await ollama.list()).models.map(({ name }) => name)).not.toContain("yours:latest");
    const stranger = new Ollama({ host: tresor.ready.url });
    await expect(stranger.delete({ model: "chat:f16" })).rejects.toThrow(/admin token/);
  });

  it("asks before it removes what is in use, and removes it when forced", async () => {
    expect(await json("pin", "chat:f16")).toMatchObject({ pinned: true });
    const asked = await tresor.run("rm", "chat:f16", "--json");
    expect([asked.exitCode, JSON.parse(asked.stdout)]).toMatchObject([
      1,
      { error: { code: "model_in_use", details: { resident: true, pinned: true, aliases: ["mine"] } } },
    ]);
    expect(await json("rm", "chat:f16", "--force")).toMatchObject({ reference: "chat:f16", aliases: ["mine"] });
    expect([readdirSync(own), existsSync(join(elsewhere, "chat.F16.gguf"))]).toEqual([["my-coder.F16.gguf"], true]);
    expect(await json("ps")).toMatchObject({ residents: [{ reference: "my-coder:f16" }] });
    expect(JSON.parse(readFileSync(join(data, "settings.json"), "utf8"))).toMatchObject({ pinned: [], aliases: {} });
    expect((await tresor.run("show", "mine")).exitCode).toBe(1);
  });

  it("lets the roles go on with what is left", async () => {
    const listing = (await json("alias", "list")) as { aliases: { name: string; reference: string | null }[] };
    expect(Object.fromEntries(listing.aliases.map(({ name, reference }) => [name, reference]))).toEqual({
      ...{ text: "my-coder:f16", code: "my-coder:f16", vision: null, embed: null, rerank: null },
    });
  });
});
