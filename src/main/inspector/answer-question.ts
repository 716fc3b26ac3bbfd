import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { GgufError } from "../core/gguf/gguf-error";
import { inspectModel, type ModelInspection } from "../core/gguf/inspect-model";
import type { InspectorAnswer, ToInspector } from "../core/library/inspector-protocol";
import { FileSource } from "./file-source";

const chunkBytes = 1024 * 1024;

const progressMilliseconds = 500;

/** Never throws: what goes wrong with a file is an answer too. */
export async function answerQuestion(
  question: ToInspector,
  onHashed: (bytes: number) => void,
): Promise<InspectorAnswer> {
  const { id } = question;
  try {
    switch (question.type) {
      case "inspect":
        return { type: "inspected", id, inspection: inspectFiles(question.paths, question.stem) };
      case "digest":
        return { type: "digested", id, digest: await digestFiles(question.paths, onHashed) };
    }
  } catch (error) {
    return { type: "refused", id, reason: reasonOf(error) };
  }
}

function inspectFiles(paths: readonly string[], stem: string): ModelInspection {
  const sources: FileSource[] = [];
  try {
    for (const path of paths) sources.push(new FileSource(path));
    const [first, ...further] = sources;
    if (first === undefined) throw new GgufError("A model has one file at least.");
    return inspectModel(first, stem, further);
  } finally {
    for (const source of sources) source.close();
  }
}

async function digestFiles(paths: readonly string[], onHashed: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  let toldAt = performance.now();
  for (const path of paths) {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        bytes += bytesRead;
        if (performance.now() - toldAt < progressMilliseconds) continue;
        toldAt = performance.now();
        onHashed(bytes);
      }
    } finally {
      await file.close();
    }
  }
  return `sha256:${hash.digest("hex")}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof GgufError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") return `The file may not be read (${code}).`;
  if (code === "ENOENT") return "The file is gone.";
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
