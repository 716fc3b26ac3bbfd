/** Where the command line writes: a part of Node's writable stream. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** How wide it is in characters; absent where nobody looks. */
  readonly columns?: number | undefined;
}

/** Everything around the command line that a test replaces: environment, streams and signals. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly workingDirectory: string;
  /** Results only. */
  readonly output: TextSink;
  /** Logs, progress and failures. */
  readonly errors: TextSink;
  /** Whether a person types, so that nothing is read from the input unasked. */
  readonly inputIsTerminal: boolean;
  /** All of standard input, until it ends. */
  readInput(signal: AbortSignal): Promise<string>;
  /** Calls back at each signal, and as SIGINT when the reader of the output has gone. Returns how to stop listening. */
  onSignal(signal: "SIGINT" | "SIGTERM", listener: () => void): () => void;
}
