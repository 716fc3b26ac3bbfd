/** What is asked of a model, whoever's words a client has for it. */
export interface Question {
  readonly model: string;
  readonly prompt: string;
  /** Offers the tools of tools.ts. */
  readonly offersTools?: boolean;
  /** The calls of an answer and what the tools gave; the question is then asked again with both behind it. */
  readonly round?: Round;
  readonly maxTokens?: number;
}

export interface Round {
  readonly answer: Answer;
  readonly results: readonly ToolResult[];
}

export interface ToolResult {
  readonly call: Call;
  readonly text: string;
}

export interface Call {
  /** As the client gives it; empty where its dialect has none. */
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export interface Answer {
  readonly text: string;
  /** Null where the client has no place for it. */
  readonly reasoning: string | null;
  readonly calls: readonly Call[];
  readonly usage: TokenCounts | null;
  /** What the client wants to see again in the next turn: its own object. */
  readonly message: unknown;
}

export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  /** Null where the client or its dialect does not count them. */
  readonly cached: number | null;
}

export interface StreamWatch {
  readonly signal: AbortSignal;
  /** Called for each piece of text. */
  readonly onText: (text: string) => void;
}

export interface Connection {
  /** Without a path. */
  readonly url: string;
  readonly key: string;
}

/** How a client's own errors say what went wrong. */
export interface KnownErrors {
  readonly unknownModel: (error: unknown) => boolean;
  readonly wrongKey: (error: unknown) => boolean;
  readonly tooLong: (error: unknown) => boolean;
}

/** A client as its users call it, with its own defaults where nothing says otherwise. Retries are off. */
export interface ClientDriver {
  ask(question: Question): Promise<Answer>;
  stream(question: Question, watch: StreamWatch): Promise<Answer>;
  /** Where not every stream of the client can be stopped: the way in which its answers can. */
  readonly stoppable?: (question: Question, watch: StreamWatch) => Promise<unknown>;
  readonly errors: KnownErrors;
  /** Null, and the reason in `lacks`, where the client has no call for it. */
  readonly models: (() => Promise<readonly string[]>) | null;
  readonly embed: ((model: string, texts: readonly string[]) => Promise<readonly (readonly number[])[]>) | null;
  /** An object of the shape `cityDays` (tools.ts), by the client's own means. */
  readonly structured: ((model: string, prompt: string) => Promise<unknown>) | null;
}
