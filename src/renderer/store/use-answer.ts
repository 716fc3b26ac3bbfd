import { useEffect, useState } from "react";
import type { CallInput, CallOutput, SingleName } from "../../shared/contract/derive";
import { TresorError, type WireError } from "../../shared/errors";
import { useServices } from "./window-context";

export interface Answer<T, I> {
  /** The question that value or error answer. */
  readonly input: I | null;
  /** The last answer; stays while the next one is under way. Null before the first, and while nothing is asked. */
  readonly value: T | null;
  /** Why the last question was refused. */
  readonly error: WireError | null;
  /** Whether value or error answer what is asked now. */
  readonly current: boolean;
}

interface Told<T, I> {
  readonly input: I;
  readonly question: string;
  readonly value: T | null;
  readonly error: WireError | null;
}

/**
 * Asks the core and keeps the answer; asks again when the input or `changes` differ, after `delayMilliseconds` without a further change.
 * `null` asks nothing. What the core does not answer at all is said at the top of the window.
 */
export function useAnswer<N extends SingleName>(
  name: N,
  input: CallInput<N> | null,
  changes = "",
  delayMilliseconds = 0,
): Answer<CallOutput<N>, CallInput<N>> {
  const { client } = useServices();
  const [told, setTold] = useState<Told<CallOutput<N>, CallInput<N>> | null>(null);
  const asked = input === null ? null : JSON.stringify(input);
  const question = `${asked ?? ""}\n${changes}`;
  useEffect(() => {
    if (asked === null) return;
    const stop = new AbortController();
    const ask = client[name] as (input: unknown, options: { readonly signal: AbortSignal }) => Promise<CallOutput<N>>;
    const timer = setTimeout(() => {
      const parsed = JSON.parse(asked) as CallInput<N>;
      ask(parsed, { signal: stop.signal }).then(
        (value) => {
          if (!stop.signal.aborted) setTold({ input: parsed, question, value, error: null });
        },
        (thrown: unknown) => {
          if (stop.signal.aborted) return;
          setTold({ input: parsed, question, value: null, error: TresorError.from(thrown).toWire() });
        },
      );
    }, delayMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, name, asked, question, delayMilliseconds]);
  if (asked === null || told === null) return { input: null, value: null, error: null, current: false };
  return { input: told.input, value: told.value, error: told.error, current: told.question === question };
}
