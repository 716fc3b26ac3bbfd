import { TresorError } from "../errors";
import { calls } from "./calls";
import { isStreamName, type CallName, type Caller, type Handlers, type SingleName, type StreamName } from "./derive";

/** Validates the input of a call against the contract. Throws `invalid_request` naming the field. */
export function parseInput(name: CallName, input: unknown): unknown {
  const parsed = calls[name].input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  throw new TresorError(
    "invalid_request",
    `${name}: ${field === "" ? "" : `${field}: `}${issue?.message ?? "invalid input"}`,
    { field },
  );
}

/** Serves one call that is not a stream, whatever transport it came by. */
export async function dispatch(handlers: Handlers, name: SingleName, input: unknown, caller: Caller): Promise<unknown> {
  const handler = handlers[name] as (input: unknown, caller: Caller) => Promise<unknown>;
  return await handler(parseInput(name, input), caller);
}

/** Serves one streaming call. Input errors are thrown here, before the first item. */
export function dispatchStream(
  handlers: Handlers,
  name: StreamName,
  input: unknown,
  caller: Caller,
): AsyncIterable<unknown> {
  if (!isStreamName(name)) throw new TresorError("route_not_found", `There is no stream named ${String(name)}.`);
  const handler = handlers[name] as (input: unknown, caller: Caller) => AsyncIterable<unknown>;
  return handler(parseInput(name, input), caller);
}
