import { join } from "node:path";
import { learnBytePairs } from "../../support/gguf/scripted/byte-pairs";
import { writeScriptedModel } from "../../support/gguf/scripted/write-scripted-model";
import { realTemplates } from "../../support/real-templates";
import { agents } from "./agents";
import { proseOfDocs, seen, task } from "./task";

/** Scripted tokens are half as long as usual ones, and Qwen Code compacts when 33,000 are left. */
export const contextTokens = 98_304;
const merges = 2_400;

/** One model for each agent, which plays the task with that agent's tools. */
export function writeModels(folder: string, taskFolder: string): void {
  const template = realTemplates()?.get("Qwen-Qwen2.5-7B-Instruct");
  if (template === undefined)
    throw new Error("The template of Qwen2.5 is missing: git and npm ci's node-llama-cpp are needed.");
  const pairs = learnBytePairs(proseOfDocs(), merges);
  for (const { tool, readFile, runCommand } of agents) {
    writeScriptedModel(join(folder, `${tool}.gguf`), {
      name: tool,
      template,
      cut: "word",
      eos: "<|im_end|>",
      contextLength: contextTokens,
      pairs,
      turns: [
        { text: call(readFile(join(taskFolder, "first.txt"))) },
        { text: call(runCommand), when: { byte: seen.first } },
        { text: task.answer, when: { byte: seen.second } },
      ],
    });
  }
}

function call([name, values]: readonly [string, unknown]): string {
  return `<tool_call>\n${JSON.stringify({ name, arguments: values })}\n</tool_call>`;
}
