import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { GgufError } from "../core/gguf/gguf-error";
import { inspectModel, type ModelInspection } from "../core/gguf/inspect-model";
import type { FromInspector, ToInspector } from "../core/library/inspector-protocol";
import { FileSource } from "./file-source";

const chunkBytes = 1024 * 1024;

/** Never throws: what goes wrong with a file is an answer too. */
export async function answerQuestion(question: ToInspector): Promise<FromInspector> {
  const { id, path } = question;
  try {
    switch (question.type) {
      case "inspect":
        return { type: "inspected", id, inspection: inspectFile(path) };
      case "digest":
        return { type: "digested", id, digest: await digestFile(path) };
    }
  } catch (error) {
    return { type: "refused", id, reason: reasonOf(error) };
  }
}

function inspectFile(path: string): ModelInspection {
  const source = new FileSource(path);
  try {
    return inspectModel(source, basename(path, extname(path)));
  } finally {
    source.close();
  }
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
      if (bytesRead === 0) return `sha256:${hash.digest("hex")}`;
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof GgufError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") return `The file may not be read (${code}).`;
  if (code === "ENOENT") return "The file is gone.";
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
