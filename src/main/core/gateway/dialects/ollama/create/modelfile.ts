import { invalidField } from "../../../decode/fields";

export interface Instruction {
  /** In upper case. */
  readonly name: string;
  readonly value: string;
}

const known: ReadonlySet<string> = new Set([
  "FROM",
  "PARAMETER",
  "TEMPLATE",
  "SYSTEM",
  "ADAPTER",
  "LICENSE",
  "MESSAGE",
  "REQUIRES",
]);

/** A text in three quotes, which may go over lines; in one pair of them; or the rest of the line. */
const quoted = /^"""([\s\S]*?)"""[ \t]*(?:\r?\n|$)|^"([^"\n]*)"[ \t]*(?:\r?\n|$)|^([^\n]*)(?:\n|$)/;

/** The instructions of a Modelfile in their order. @throws TresorError `invalid_request` naming the line */
export function parseModelfile(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let rest = text.replace(/^\uFEFF/, "");
  let line = 1;
  const take = (length: number) => {
    line += rest.slice(0, length).split("\n").length - 1;
    rest = rest.slice(length);
  };
  for (;;) {
    take(/^(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*(?:#[^\n]*$)?/.exec(rest)?.[0].length ?? 0);
    if (rest === "") return instructions;
    const [head = "", word = ""] = /^([A-Za-z]+)[ \t]+/.exec(rest) ?? [];
    const name = word.toUpperCase();
    if (!known.has(name)) {
      throw invalidField(
        "modelfile",
        `has no instruction that is known in line ${line}; it may be ${[...known].join(", ")}`,
      );
    }
    take(head.length);
    // What stands before the value's own quotes: the parameter's name, the message's role.
    const [lead = ""] = (name === "PARAMETER" || name === "MESSAGE" ? /^\S+[ \t]+/ : /^/).exec(rest) ?? [];
    take(lead.length);
    const match = quoted.exec(rest);
    const value = match?.[1] ?? match?.[2] ?? match?.[3]?.trim() ?? "";
    if (match?.[1] === undefined && rest.startsWith('"""')) {
      throw invalidField("modelfile", `has a text in line ${line} whose """ is not closed`);
    }
    instructions.push({ name, value: lead + value });
    take(match?.[0].length ?? 0);
  }
}

/** A model's description as a Modelfile. */
export function writeModelfile(instructions: readonly Instruction[]): string {
  return instructions.map(({ name, value }) => `${name} ${value}`).join("\n");
}

/** A text as a value: in three quotes where it needs any. */
export function quotedText(text: string): string {
  return /["\n]|^\s|\s$/.test(text) ? `"""${text}"""` : text;
}
