/** What one stream of tokens did. Times are milliseconds since 1970, with fractions, of one clock for all processes. */
export interface StreamRecord {
  readonly sentAt: number;
  /** When each piece of text came; one piece is one token or, rarely, several. */
  readonly arrivals: readonly number[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** `length`, `stop`; null when the stream was cut off by us. */
  readonly finishReason: string | null;
}

/** Whatever turns prompts into tokens: Tresor, another server, node-llama-cpp in one process. */
export interface Contender {
  readonly name: string;
  /** Generates from all prompts at once, greedily, `tokens` tokens each, and fails when a stream made fewer. */
  generate(prompts: readonly string[], tokens: number): Promise<readonly StreamRecord[]>;
  stop(): Promise<void>;
}

/** @throws Error when a stream was not the load that was asked for: figures of two contenders would not compare */
export function checkLoad(records: readonly StreamRecord[], name: string, tokens: number): readonly StreamRecord[] {
  for (const { arrivals, completionTokens, finishReason } of records) {
    if (arrivals.length === 0 || completionTokens !== tokens || finishReason !== "length") {
      throw new Error(
        `${name} made ${completionTokens} of ${tokens} tokens in ${arrivals.length} pieces and ended with ${finishReason ?? "nothing"}.`,
      );
    }
  }
  return records;
}
