import type { Command } from "commander";
import type { RunItem } from "../../../shared/shapes/run";
import type { Registrar } from "../command-registrar";
import { wrongUsage } from "../failure";
import { clientOf, type Session } from "../session";

interface RunFlags {
  readonly system?: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
}

export function addRunCommand(program: Command, { words, values, act }: Registrar): void {
  program
    .command("run")
    .description(words.commands.run)
    .argument("<model>", words.arguments.reference)
    .argument("[prompt]", words.arguments.prompt)
    .option("--system <text>", words.options.system)
    .option("--temperature <number>", words.options.temperature, values.decimalNumber(0, 2))
    .option("--max-tokens <count>", words.options.maxTokens, values.wholeNumber(1))
    .action(
      act<RunFlags>(async (session, { system, temperature, maxTokens }, [reference = "", argument]) => {
        const client = clientOf(session);
        const content = await readPrompt(argument, session);
        const messages = [
          ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
          { role: "user" as const, content },
        ];
        await print(client.run({ reference, messages, temperature, maxTokens }), session);
        return undefined;
      }),
    );
}

/** @throws LocalFailure `invalid_request` when there is no prompt anywhere */
async function readPrompt(argument: string | undefined, { terminal, interruption, words }: Session): Promise<string> {
  const fromInput = argument === "-" || (argument === undefined && !terminal.inputIsTerminal);
  const prompt = fromInput ? await terminal.readInput(interruption) : (argument ?? "");
  if (prompt.trim() === "") throw wrongUsage(words.usage.noPrompt, { field: "prompt" });
  return prompt;
}

async function print(items: AsyncIterable<RunItem>, { output, words, figures }: Session): Promise<void> {
  let endsLine = true;
  try {
    for await (const item of items) {
      if (output.json) {
        output.line(item);
        continue;
      }
      switch (item.event) {
        case "loading":
          output.progress(words.run.loading(item.reference, figures.share(item.progress)));
          break;
        case "reasoning":
          output.progress(words.run.thinking);
          break;
        case "text":
          output.text(item.text);
          endsLine = item.text.endsWith("\n");
          break;
        case "done": {
          if (!endsLine) output.text("\n");
          endsLine = true;
          if (item.reason === "length") output.aside(words.run.cut);
          const seconds = figures.decimal(item.timeToFirstTokenMilliseconds / 1_000);
          const tokens = figures.count(item.usage.completionTokens);
          output.aside(words.run.done(tokens, figures.decimal(item.tokensPerSecond), seconds));
          break;
        }
      }
    }
  } finally {
    if (!endsLine) output.text("\n");
  }
}
