import type { TemplateMessage } from "../messages/template-message";

/** Words that no template writes by itself. */
export const words = {
  user: "Quarzuhr",
  laterUser: "Quellwolke",
  system: "Quittenbaum",
  laterSystem: "Quarkspeise",
  answer: "Querfloete",
  laterAnswer: "Quadrille",
  reasoning: "Quastenflosser",
  tool: "quoll_offered",
  call: "quoll_called",
  laterCall: "quokka_called",
  key: "quill",
  value: "Quodlibet",
  laterValue: "Quendel",
  result: "Quantensprung",
  laterResult: "Quecke",
} as const;

/** Nine characters, which every template takes. */
const ids = ["a1b2c3d4e", "f5g6h7i8j"] as const;
export const longId = "call_0123456789abcdef";

export const say = (role: "system" | "user" | "assistant", content: unknown): TemplateMessage => ({ role, content });

export interface ProbeCall {
  readonly name: string;
  readonly value: string;
  readonly id?: string;
}

export const firstCall: ProbeCall = { name: words.call, value: words.value };
export const secondCall: ProbeCall = { name: words.laterCall, value: words.laterValue };

/** How the probe's calls carry their arguments, and what stands in the content beside them. */
export interface CallShape {
  readonly argumentsAs: "object" | "text";
  readonly content: unknown;
  readonly fields?: TemplateMessage;
}

export function callMessage(calls: readonly ProbeCall[], shape: CallShape): TemplateMessage {
  return {
    role: "assistant",
    content: shape.content,
    ...shape.fields,
    tool_calls: calls.map((call, index) => ({
      type: "function",
      id: call.id ?? ids[index],
      function: {
        name: call.name,
        arguments:
          shape.argumentsAs === "object" ? { [words.key]: call.value } : JSON.stringify({ [words.key]: call.value }),
      },
    })),
  };
}

export function resultMessage(content: unknown, index = 0, name: string = words.call, id?: string): TemplateMessage {
  return { role: "tool", content, tool_call_id: id ?? ids[index], name };
}

export const reasoningFields: TemplateMessage = {
  reasoning_content: words.reasoning,
  thinking: words.reasoning,
  reasoning: words.reasoning,
};

export const probeTools = [
  {
    type: "function",
    function: {
      name: words.tool,
      description: "Probe.",
      parameters: { type: "object", properties: { [words.key]: { type: "string", description: "Probe." } } },
    },
  },
];
