import type { Conversation, ConversationMessage } from "../engine/conversation";
import type { GenerateRequest } from "../engine/engine";
import type { Prompt } from "../engine/prompt";
import type { EngineTask, EngineTasks } from "../engine/tasks";
import type { Preset } from "./preset";

type Presettable = Pick<GenerateRequest, "prompt" | "sampling" | "stop" | "maxTokens"> & {
  readonly context?: number | undefined;
};

/** The request with what the preset adds; what the request says itself stays. */
export function withPreset<R extends Presettable>(request: R, preset: Preset | null): R {
  if (preset === null) return request;
  return {
    ...request,
    prompt: promptWithPreset(request.prompt, preset),
    sampling: { ...preset.sampling, ...withoutUndefined(request.sampling) },
    stop: request.stop.length > 0 ? request.stop : preset.stop,
    maxTokens: request.maxTokens ?? preset.maxTokens,
    context: request.context ?? preset.context,
  };
}

/** Questions about a conversation are about what the model would read. */
export function inputWithPreset<T extends EngineTask>(
  task: T,
  input: EngineTasks[T]["input"],
  preset: Preset | null,
): EngineTasks[T]["input"] {
  if (preset === null) return input;
  if (task === "render") {
    const { conversation } = input as EngineTasks["render"]["input"];
    return { conversation: conversationWithPreset(conversation, preset) };
  }
  if (task !== "count") return input;
  const { prompt } = input as EngineTasks["count"]["input"];
  return { prompt: promptWithPreset(prompt, preset) };
}

/** A prompt that its sender has rendered is left as it is. */
function promptWithPreset(prompt: Prompt, preset: Preset | null): Prompt {
  if (preset === null || prompt.type !== "chat") return prompt;
  return { type: "chat", conversation: conversationWithPreset(prompt.conversation, preset) };
}

/** System text first, whoever said it; then the preset's turns, then the conversation's. */
function conversationWithPreset(conversation: Conversation, preset: Preset): Conversation {
  const { messages } = conversation;
  const isSystem = ({ role }: ConversationMessage) => role === "system" || role === "developer";
  const firstTurn = messages.findIndex((message) => !isSystem(message));
  const own = firstTurn < 0 ? messages : messages.slice(0, firstTurn);
  const turns = firstTurn < 0 ? [] : messages.slice(firstTurn);
  const systems = own.length > 0 || preset.system === undefined ? own : [systemMessage(preset.system)];
  return {
    ...conversation,
    messages: [...systems, ...preset.messages, ...turns],
    template: conversation.template ?? preset.template?.jinja,
  };
}

function systemMessage(content: string): ConversationMessage {
  return { role: "system", content };
}

function withoutUndefined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
