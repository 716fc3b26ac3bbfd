import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What every agent is asked: read one file, run a command that prints another, and say what both hold. Their contents begin with
 * characters that occur nowhere else, by whose first bytes the scripted model knows how far the conversation is.
 */
export const task = {
  prompt: "Read first.txt, then print second.txt with a shell command, and say what they hold.",
  command: "cat second.txt",
  answer: "The files hold a pear and a plum.",
} as const;

const contents = { "first.txt": "\u{F0000} pear\n", "second.txt": "\u{100000} plum\n" } as const;

/** The first bytes of those characters. */
export const seen = { first: 0xf3, second: 0xf4 } as const;

export function writeTask(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, name), text);
}

/** English with the words of tool descriptions, for the tokenizer. */
export function proseOfDocs(): string {
  const documents = join(import.meta.dirname, "..", "..", "..", "docs");
  return ["api.md", "architecture.md", "errors.md"]
    .map((name) => readFileSync(join(documents, name), "utf8"))
    .join("\n");
}
