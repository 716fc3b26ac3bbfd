import { join } from "node:path";
import { writeScriptedModel } from "../../support/gguf/scripted/write-scripted-model";
import { presets } from "../../support/gguf/presets";
import { writeTinyEncoder } from "../../support/gguf/write-tiny-encoder";
import { writeTinyLlama } from "../../support/gguf/write-tiny-llama";
import { realTemplates } from "../../support/real-templates";

/** By their names in the library. */
export const models = {
  /** Reasons, then answers; with tools it calls both, and with their results it says so. */
  chat: "scripted-chat",
  /** The same with no word of tools in its template. */
  plain: "scripted-plain",
  /** Writes until it is stopped, at a pace that leaves time for that. */
  endless: "endless",
  embed: "encoder",
} as const;

/** What the scripted models write. */
export const script = {
  reasoning: "A greeting is asked for.",
  greeting: "Hello from the vault, says the model.",
  weatherInput: { city: "Bern", days: 2 },
  timeInput: { city: "Bern" },
  afterResults: "In Bern it is sunny, at noon.",
  trip: { city: "Basel", days: 3 },
} as const;

/** In a prompt these ask for other answers: characters of the private use area, with first bytes that no template has. */
export const asksFor = { json: "\uE200", formatCall: "\uF200", jsonCall: "\u{100000}" } as const;
const firstByte = { json: 0xee, formatCall: 0xef, jsonCall: 0xf4 } as const;

/** The client that the key is for which all of them use. */
export const keyName = "clients";

/** Of the model that most clients ask. */
export const contextLength = 16_384;
/** Room for all tools of Open WebUI, byte by byte. */
export const longestContext = 32_768;

const end = "<|im_end|>";
/** Begins with a line end: before a marker the scripted model writes a token without text, and no grammar lets one pass. */
const thought = `\n<think>\n${script.reasoning}\n</think>\n\n`;
const plainTemplate =
  "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n";

export function writeModels(folder: string): void {
  const template = realTemplates()?.get("Qwen-Qwen3-0.6B");
  if (template === undefined)
    throw new Error("The template of Qwen3 is missing: git and npm ci's node-llama-cpp are needed.");
  const file = (name: string) => join(folder, `${name}.gguf`);
  writeScriptedModel(file(models.chat), {
    name: "Scripted Chat",
    template,
    controls: ["<tools>"],
    cut: "word",
    eos: end,
    contextLength,
    turns: [
      { text: thought + script.greeting },
      {
        text: thought + call("get_weather", script.weatherInput) + "\n" + call("get_time", script.timeInput),
        when: { control: "<tools>" },
      },
      { text: thought + script.afterResults, when: { control: "<tool_response>" } },
      { text: thought + JSON.stringify(script.trip), when: { byte: firstByte.json } },
      // By bytes, so that its last token has text: a demanded call is followed by nothing but the end.
      { text: thought + call("format_output", script.trip), cut: "byte", when: { byte: firstByte.formatCall } },
      { text: thought + call("json", script.trip), cut: "byte", when: { byte: firstByte.jsonCall } },
    ],
  });
  writeScriptedModel(file(models.plain), {
    name: "Scripted Plain",
    template: plainTemplate,
    cut: "word",
    eos: end,
    contextLength: longestContext,
    turns: [{ text: script.greeting }],
  });
  writeTinyLlama({ ...presets.forty, name: "Endless", context: contextLength, path: file(models.endless) });
  writeTinyEncoder(file(models.embed));
}

function call(name: string, input: unknown): string {
  return `<tool_call>\n{"name": "${name}", "arguments": ${JSON.stringify(input)}}\n</tool_call>`;
}
