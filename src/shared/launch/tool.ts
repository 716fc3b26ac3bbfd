/** What a coding agent is pointed at. */
export interface LaunchTarget {
  /** Tresor's address without a trailing slash. */
  readonly url: string;
  readonly key: string;
  /** A reference of the library. */
  readonly model: string;
  /** Tokens per slot of that model. */
  readonly contextTokens: number;
  /** Where the tool's own files lie, if it needs some; absolute. */
  readonly directory: string;
}

/** What makes a tool work with the target: the environment comes on top of the user's own. */
export interface Launch {
  readonly environment: Readonly<Record<string, string>>;
  /** Before the user's own arguments. */
  readonly arguments: readonly string[];
  /** Names within the target's directory, and their texts. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Tool {
  /** As `tresor launch` takes it. */
  readonly name: string;
  readonly displayName: string;
  /** The program to run. */
  readonly program: string;
  /** The command that installs it. */
  readonly install: string;
  /** Its own prompt with its tools, and room to work: with less it fails in the first turn. */
  readonly leastContextTokens: number;
  readonly launch: (target: LaunchTarget) => Launch;
}

/** What a client sends where no key is asked for: most refuse to start without any. */
export const anyKey = "local";

/** Long enough for a prompt that takes an hour to read. */
export const patienceMilliseconds = 3_600_000;

/** How much of the context one answer may take; the rest is for the conversation. */
export function longestAnswerTokens(contextTokens: number): number {
  return Math.min(32_000, Math.floor(contextTokens / 4));
}
