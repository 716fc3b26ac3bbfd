import type OpenAI from "openai";

/** An answer as a client has put it together. */
export interface ReadChat {
  readonly reasoning: string;
  readonly content: string;
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly finish: string | null;
}

type Request = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, "stream">;
/** What many servers add to OpenAI's messages and deltas. */
interface Reasoning {
  readonly reasoning_content?: string | null;
}

export async function readWholeChat(openai: OpenAI, request: Request): Promise<ReadChat> {
  const { choices } = await openai.chat.completions.create(request);
  const [choice] = choices;
  const message: (OpenAI.ChatCompletionMessage & Reasoning) | undefined = choice?.message;
  const calls = (message?.tool_calls ?? []).filter((call) => call.type === "function");
  return {
    reasoning: message?.reasoning_content ?? "",
    content: message?.content ?? "",
    calls: calls.map((call) => ({ name: call.function.name, arguments: parsed(call.function.arguments) })),
    finish: choice?.finish_reason ?? null,
  };
}

export async function readStreamedChat(openai: OpenAI, request: Request): Promise<ReadChat> {
  let reasoning = "";
  let content = "";
  let finish: string | null = null;
  const calls: { name: string; arguments: string }[] = [];
  for await (const { choices } of await openai.chat.completions.create({ ...request, stream: true })) {
    const delta: (OpenAI.ChatCompletionChunk.Choice.Delta & Reasoning) | undefined = choices[0]?.delta;
    reasoning += delta?.reasoning_content ?? "";
    content += delta?.content ?? "";
    finish = choices[0]?.finish_reason ?? finish;
    for (const part of delta?.tool_calls ?? []) {
      const call = (calls[part.index] ??= { name: "", arguments: "" });
      call.name += part.function?.name ?? "";
      call.arguments += part.function?.arguments ?? "";
    }
  }
  const read = calls.map((call) => ({ name: call.name, arguments: parsed(call.arguments) }));
  return { reasoning, content, calls: read, finish };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return `no JSON: ${json}`;
  }
}
