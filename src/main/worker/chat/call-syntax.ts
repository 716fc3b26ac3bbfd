import type { PlainCall } from "./messages/plain-message";
import { pythonJson, pythonLiteral } from "./python-json";

type Call = Pick<PlainCall, "name" | "arguments">;

/** How a family writes calls, for templates that do not write them (or do not tell the model of tools) themselves. */
export interface CallSyntax {
  write(calls: readonly Call[]): string;
}

const hermes: CallSyntax = {
  write: (calls) => calls.map((call) => `<tool_call>\n${callJson(call)}\n</tool_call>`).join("\n"),
};

const granite: CallSyntax = { write: (calls) => `<|tool_call|>[${calls.map(callJson).join(", ")}]` };

const deepseekR1: CallSyntax = {
  write: (calls) =>
    deepseekSection(
      calls,
      "\n",
      ({ name, arguments: given }) => `function<｜tool▁sep｜>${name}\n\`\`\`json\n${pythonJson(given)}\n\`\`\``,
    ),
};

const deepseekV31: CallSyntax = {
  write: (calls) =>
    deepseekSection(calls, "", ({ name, arguments: given }) => `${name}<｜tool▁sep｜>${pythonJson(given)}`),
};

/** The first whose marker the template contains; Hermes where none does: most small models know it best. */
export function callSyntaxOf(template: string): CallSyntax {
  if (template.includes("<｜tool▁calls▁begin｜>")) return template.includes("```json") ? deepseekR1 : deepseekV31;
  if (template.includes("<|tool_list_start|>") || template.includes("List of tools: ["))
    return pythonic("<|tool_call_start|>", "<|tool_call_end|>");
  if (template.includes("<tool_call>")) return hermes;
  if (template.includes("<|tool_call|>")) return granite;
  if (template.includes("<|python_start|>") || template.includes("<|header_start|>"))
    return pythonic("<|python_start|>", "<|python_end|>");
  return hermes;
}

function pythonic(begin: string, end: string): CallSyntax {
  const written = ({ name, arguments: given }: Call) =>
    `${name}(${Object.entries(given)
      .map(([key, value]) => `${key}=${pythonLiteral(value)}`)
      .join(", ")})`;
  return { write: (calls) => `${begin}[${calls.map(written).join(", ")}]${end}` };
}

function deepseekSection(calls: readonly Call[], separator: string, written: (call: Call) => string): string {
  const each = calls.map((call) => `<｜tool▁call▁begin｜>${written(call)}<｜tool▁call▁end｜>`);
  return `<｜tool▁calls▁begin｜>${each.join(separator)}<｜tool▁calls▁end｜>`;
}

function callJson(call: Call): string {
  return pythonJson({ name: call.name, arguments: call.arguments });
}
