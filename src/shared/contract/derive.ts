import type { z } from "zod";
import { calls } from "./calls";
import type { TresorEvent } from "./events";

type Calls = typeof calls;
export type CallName = keyof Calls;
export type StreamName = { [N in CallName]: Calls[N]["kind"] extends "stream" ? N : never }[CallName];
export type SingleName = Exclude<CallName, StreamName>;

/** What a caller passes: fields with a default may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]["input"]>;
/** What a handler receives, validated and with defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]["input"]>;
export type CallOutput<N extends CallName> = z.output<Calls[N]["output"]>;

export const callNames = Object.keys(calls) as CallName[];
export const isCallName = (value: unknown): value is CallName =>
  typeof value === "string" && Object.hasOwn(calls, value);
export const isStreamName = (name: CallName): name is StreamName => calls[name].kind === "stream";

export const controlPrefix = "/tresor/v1";
export const eventsPath = `${controlPrefix}/events`;

/** Method and path of a call over HTTP. */
export function routeOf(name: CallName): { readonly method: "GET" | "POST"; readonly path: string } {
  return { method: calls[name].kind === "query" ? "GET" : "POST", path: `${controlPrefix}/${name}` };
}

/** Who is behind a call: recorded with requests and shown in the window. */
export interface Caller {
  /** `window`, `cli` or the name of a client. */
  readonly client: string;
  readonly signal: AbortSignal;
}

/** What core/control implements and every transport serves. */
export type Handlers = {
  readonly [N in SingleName]: (input: ParsedInput<N>, caller: Caller) => Promise<CallOutput<N>>;
} & {
  readonly [N in StreamName]: (input: ParsedInput<N>, caller: Caller) => AsyncIterable<CallOutput<N>>;
};

/** What a client offers: the same calls, by name. */
export type Client = {
  readonly [N in SingleName]: (
    input: CallInput<N>,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<CallOutput<N>>;
} & {
  readonly [N in StreamName]: (
    input: CallInput<N>,
    options?: { readonly signal?: AbortSignal },
  ) => AsyncIterable<CallOutput<N>>;
} & {
  /** Calls `listener` for every event from now on; `onLost` when the connection broke and a new snapshot is due. */
  readonly subscribe: (listener: (event: TresorEvent) => void, onLost: () => void) => () => void;
};

/** One way to reach the core: Electron IPC, HTTP, or a fake. It moves values; it knows no call by name. */
export interface Transport {
  call(name: SingleName, input: unknown, signal: AbortSignal | undefined): Promise<unknown>;
  stream(name: StreamName, input: unknown, signal: AbortSignal | undefined): AsyncIterable<unknown>;
  subscribe(listener: (event: TresorEvent) => void, onLost: () => void): () => void;
}

/** The typed client of any transport; outputs are trusted, since both ends are built from this list. */
export function createClient(transport: Transport): Client {
  const methods = callNames.map((name) => [
    name,
    (input: unknown, options?: { readonly signal?: AbortSignal }) =>
      isStreamName(name)
        ? transport.stream(name, input, options?.signal)
        : transport.call(name, input, options?.signal),
  ]);
  return { ...Object.fromEntries(methods), subscribe: transport.subscribe.bind(transport) } as Client;
}
