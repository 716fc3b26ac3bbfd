import { eventsPath, routeOf, type SingleName, type StreamName, type Transport } from "../../shared/contract/derive";
import type { TresorEvent } from "../../shared/contract/events";
import { TresorError } from "../../shared/errors";
import { errorOfBody, errorOfFetch, errorOfResponse } from "./http-errors";
import { readServerSentEvents } from "./server-sent-events";

export interface HttpTransportDependencies {
  readonly fetch: typeof fetch;
  /** Resolves after so many milliseconds; between two attempts to get the events back. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const reconnectMilliseconds = 1_000;

/** The transport of a browser: the control API of the page's own origin, with the session cookie that the one-time link gave. */
export function createHttpTransport({ fetch, wait }: HttpTransportDependencies): Transport {
  async function request(name: SingleName | StreamName, input: unknown, signal: AbortSignal | undefined) {
    const { method, path } = routeOf(name);
    const init: RequestInit = { method, credentials: "same-origin", ...(signal === undefined ? {} : { signal }) };
    const response = await (
      method === "GET"
        ? fetch(path + queryOf(input), init)
        : fetch(path, { ...init, headers: { "content-type": "application/json" }, body: JSON.stringify(input) })
    ).catch((error: unknown) => {
      throw errorOfFetch(error);
    });
    if (!response.ok) throw await errorOfResponse(response);
    return response;
  }

  async function call(name: SingleName, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const response = await request(name, input, signal);
    return await response.json();
  }

  async function* stream(name: StreamName, input: unknown, signal: AbortSignal | undefined): AsyncGenerator {
    const response = await request(name, input, signal);
    try {
      for await (const { event, data } of readServerSentEvents(bodyOf(response))) {
        const value: unknown = JSON.parse(data);
        if (event === "item") yield value;
        if (event === "end") return;
        if (event === "error") throw errorOfBody(value) ?? new TresorError("internal", "The answer broke off.");
      }
    } catch (error) {
      throw errorOfFetch(error);
    }
    throw new TresorError("not_running", "The answer broke off: Tresor closed the connection.");
  }

  /** Reads events until the connection ends for whatever reason; a connection that comes back asks for a snapshot again. */
  async function follow(listener: (event: TresorEvent) => void, onLost: () => void, signal: AbortSignal) {
    const stopped = () => signal.aborted;
    for (let first = true; !stopped(); first = false) {
      try {
        const response = await fetch(eventsPath, { credentials: "same-origin", signal });
        if (!response.ok) throw await errorOfResponse(response);
        if (!first) onLost();
        for await (const { data } of readServerSentEvents(bodyOf(response))) listener(JSON.parse(data) as TresorEvent);
      } catch {
        // Whatever broke the connection, the cure is the same: say so and connect again.
      }
      if (stopped()) return;
      onLost();
      await wait(reconnectMilliseconds);
    }
  }

  return {
    call,
    stream,
    subscribe: (listener, onLost) => {
      const stop = new AbortController();
      void follow(listener, onLost, stop.signal);
      return () => {
        stop.abort();
      };
    },
  };
}

/** `?history=true`: the fields of a query's input, each as text. */
export function queryOf(input: unknown): string {
  const fields = Object.entries(input ?? {}).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
  return query === "" ? "" : `?${query}`;
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  if (response.body === null) throw new TresorError("internal", "Tresor answered without a body.");
  return response.body;
}
