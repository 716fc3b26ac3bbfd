import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { InspectorClient } from "../../src/main/core/library/inspector-client";
import { TresorError } from "../../src/shared/errors";
import { builtFiles } from "../support/built-files";
import { numbers, texts } from "../support/gguf/gguf-bytes";
import { hostileFiles } from "../support/gguf/hostile";
import { plainFile } from "../support/gguf/plain-models";
import { temporaryFolder } from "../support/temporary-folder";

function client(script = builtFiles().inspectorScript): InspectorClient {
  const inspector = new InspectorClient({ ...builtFiles(), inspectorScript: script });
  onTestFinished(() => inspector.dispose());
  return inspector;
}

function fileWith(bytes: Uint8Array | string, name = "model.gguf"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** An inspector that does with a file what its name says: hangs in a loop, dies, or answers. */
const misbehaving = `
  process.on("disconnect", () => process.exit(0));
  process.on("message", ({ id, paths: [path] }) => {
    if (path.includes("hang")) for (;;);
    if (path.includes("die")) process.abort();
    process.send({ type: "refused", id, reason: "answered " + path });
  });
  process.send({ type: "ready" });
`;

/** The error that a refused question ends in. */
async function refusalOf(question: Promise<unknown>): Promise<TresorError> {
  try {
    await question;
  } catch (error) {
    return TresorError.from(error);
  }
  throw new Error("The file was not refused.");
}

describe("the inspector process", () => {
  it("refuses every hostile file with its reason and lives on", async () => {
    const inspector = client();
    const good = fileWith(plainFile());
    await inspector.inspect([good], "model");
    const pid = inspector.parserPid;
    expect(pid).not.toBeNull();
    for (const { name, bytes, reason } of hostileFiles) {
      const refusal = await refusalOf(inspector.inspect([fileWith(bytes)], "model"));
      expect(refusal.code, name).toBe("model_rejected");
      expect(refusal.message, name).toMatch(reason);
    }
    expect((await inspector.inspect([good], "model")).description.displayName).toBe("Plain");
    expect(inspector.parserPid).toBe(pid);
  });

  it("reads a header of 300,000 tokens and merges within its deadline", async () => {
    const words = Array.from({ length: 300_000 }, (_, index) => `piece${index}`);
    const scores = numbers("f32", new Array<number>(300_000).fill(0));
    const metadata = {
      "tokenizer.ggml.tokens": texts(words),
      "tokenizer.ggml.scores": scores,
      "tokenizer.ggml.merges": texts(words),
    };
    const { dimensions } = await client().inspect([fileWith(plainFile({ metadata }))], "model");
    expect(dimensions.vocabularySize).toBe(300_000);
  });

  it("refuses what is missing, a folder, and a file that may not be read", async () => {
    const inspector = client();
    const folder = temporaryFolder();
    mkdirSync(join(folder, "folder.gguf"));
    await expect(inspector.inspect([join(folder, "missing.gguf")], "model")).rejects.toThrow("The file is gone.");
    await expect(inspector.inspect([join(folder, "folder.gguf")], "model")).rejects.toThrow("This is no regular file.");
    await expect(inspector.digest([join(folder, "missing.gguf")])).rejects.toThrow("The file is gone.");
  });

  it("is killed over a file that takes longer than a second, and the next file is read by another", async () => {
    const inspector = client(fileWith(misbehaving, "misbehaving.mjs"));
    const first = inspector.inspect(["/before.gguf"], "model");
    const hanging = inspector.inspect(["/hang.gguf"], "model");
    const after = inspector.inspect(["/after.gguf"], "model");
    await expect(first).rejects.toThrow("answered /before.gguf");
    await expect(hanging).rejects.toMatchObject({
      code: "model_rejected",
      message: "Reading the header took longer than a second.",
    });
    await expect(after).rejects.toThrow("answered /after.gguf");
  });

  it("refuses a file over which it dies twice, and the others go on", async () => {
    const inspector = client(fileWith(misbehaving, "misbehaving.mjs"));
    const refusal = await refusalOf(inspector.inspect(["/die.gguf"], "model"));
    expect(refusal.code).toBe("model_rejected");
    expect(refusal.message).toContain("The inspector ended with SIGABRT over this file");
    await expect(inspector.inspect(["/after.gguf"], "model")).rejects.toThrow("answered /after.gguf");
  });

  it("recovers when somebody kills it", async () => {
    const inspector = client();
    const good = fileWith(plainFile());
    await inspector.inspect([good], "model");
    const first = inspector.parserPid;
    if (first === null) throw new Error("There is no inspector process.");
    process.kill(first, "SIGKILL");
    expect((await inspector.inspect([good], "model")).description.displayName).toBe("Plain");
    expect(inspector.parserPid).not.toBe(first);
  });

  it("fails open questions when it is disposed, and takes no more", async () => {
    const inspector = client(fileWith(misbehaving, "misbehaving.mjs"));
    await expect(inspector.inspect(["/before.gguf"], "model")).rejects.toThrow("answered");
    const open = expect(inspector.inspect(["/hang.gguf"], "model")).rejects.toMatchObject({ code: "cancelled" });
    await inspector.dispose();
    await open;
    await expect(inspector.inspect(["/after.gguf"], "model")).rejects.toMatchObject({ code: "cancelled" });
  });

  it("says so when it cannot start", async () => {
    const inspector = client(join(temporaryFolder(), "no-such-script.js"));
    const refusal = await refusalOf(inspector.inspect(["/model.gguf"], "model"));
    expect(refusal.code).toBe("model_rejected");
    expect(refusal.message).toContain("The inspector ended with code 1");
  });
});
