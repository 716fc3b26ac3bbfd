import { createStore, type StoreApi } from "zustand/vanilla";
import type { Client } from "../../../shared/contract/derive";
import { TresorError } from "../../../shared/errors";
import { isRunning, messagesOf, newTurn, withError, withItem, type Turn } from "./turn";

export interface AskState {
  /** Oldest first; at most the last one runs. */
  readonly turns: readonly Turn[];
  /** The model picked for the next question; null: the core chooses. */
  readonly chosen: string | null;
}

export interface AskOptions {
  /** The model to ask; null lets the core choose. */
  readonly reference: string | null;
  /** Without what was said before. */
  readonly fresh: boolean;
}

/** The conversation of one window. It lives in memory only. */
export interface AskStore {
  readonly state: StoreApi<AskState>;
  /** Asks. Does nothing for an empty prompt or while an answer comes. Resolves when it is over. */
  readonly send: (prompt: string, options: AskOptions) => Promise<void>;
  readonly stop: () => void;
  /** Asks the last question again, in its place. */
  readonly retry: (reference: string | null) => Promise<void>;
  readonly choose: (reference: string) => void;
  /** Stops and forgets the conversation. */
  readonly clear: () => void;
}

export function createAskStore(client: Client): AskStore {
  const state = createStore<AskState>(() => ({ turns: [], chosen: null }));
  let running: AbortController | null = null;
  let lastId = 0;

  const change = (id: number, update: (turn: Turn) => Turn) => {
    state.setState(({ turns }) => ({ turns: turns.map((turn) => (turn.id === id ? update(turn) : turn)) }));
  };

  async function ask(prompt: string, before: readonly Turn[], reference: string | null): Promise<void> {
    const stop = new AbortController();
    lastId += 1;
    const id = lastId;
    running = stop;
    state.setState({ turns: [...before, newTurn(id, prompt, reference)] });
    const model = reference === null ? {} : { reference };
    try {
      const items = client.run({ ...model, messages: messagesOf(before, prompt) }, { signal: stop.signal });
      for await (const item of items) change(id, (turn) => withItem(turn, item));
      // A stream that ends without its last piece is an answer that was cut off.
      change(id, (turn) => (isRunning(turn) ? { ...turn, phase: "stopped" } : turn));
    } catch (thrown) {
      const error = stop.signal.aborted
        ? new TresorError("cancelled", "The request was stopped.")
        : TresorError.from(thrown);
      change(id, (turn) => withError(turn, error.toWire()));
    } finally {
      if (running === stop) running = null;
    }
  }

  return {
    state,
    send: async (prompt, { fresh, reference }) => {
      const { turns } = state.getState();
      if (prompt.trim() === "" || turns.some(isRunning)) return;
      await ask(prompt.trim(), fresh ? [] : turns, reference);
    },
    stop: () => running?.abort(),
    retry: async (reference) => {
      const { turns } = state.getState();
      const last = turns.at(-1);
      if (last === undefined || isRunning(last)) return;
      await ask(last.prompt, turns.slice(0, -1), reference);
    },
    choose: (reference) => {
      state.setState({ chosen: reference });
    },
    clear: () => {
      running?.abort();
      state.setState({ turns: [] });
    },
  };
}
