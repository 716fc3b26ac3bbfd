/** What a prompt cost, whatever the dialect calls it. */
export interface PromptUsage {
  readonly promptTokens: number;
  /** Of them, those that were there already. */
  readonly cachedTokens: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** The usage that a stream ends with; null when it has none. */
export function usageOfStream(text: string): PromptUsage | null {
  let usage: PromptUsage | null = null;
  for (const [, data = ""] of text.matchAll(/^data: (\{.*\})$/gm)) usage = usageOf(JSON.parse(data) as Fields) ?? usage;
  return usage;
}

function usageOf(event: Fields): PromptUsage | null {
  const holder = [event, event["message"], event["response"]].find((part) => fields(part)["usage"] != null);
  const usage = fields(fields(holder)["usage"]);
  if (typeof usage["prompt_tokens"] === "number") {
    return {
      promptTokens: usage["prompt_tokens"],
      cachedTokens: number(fields(usage["prompt_tokens_details"])["cached_tokens"]),
    };
  }
  if (typeof usage["input_tokens"] !== "number") return null;
  const read = usage["cache_read_input_tokens"];
  if (read === undefined) {
    return {
      promptTokens: usage["input_tokens"],
      cachedTokens: number(fields(usage["input_tokens_details"])["cached_tokens"]),
    };
  }
  const created = number(usage["cache_creation_input_tokens"]);
  return { promptTokens: usage["input_tokens"] + number(read) + created, cachedTokens: number(read) };
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
