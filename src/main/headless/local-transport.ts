import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { eventsPath, routeOf, type CallName, type Transport } from "../../shared/contract/derive";
import type { TresorEvent } from "../../shared/contract/events";
import { TresorError } from "../../shared/errors";
import { wireErrorSchema } from "../../shared/shapes/wire-error";
import { LocalFailure } from "./failure";
import type { Words } from "./language/en";
import { requestLocally } from "./local-request";

export interface LocalAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly adminToken: string;
}

const errorBodySchema = z.object({ error: wireErrorSchema });

/** The control API of a running Tresor, as the command line uses it. A call without a signal of its own ends with `interruption`. */
export function createLocalTransport(address: LocalAddress, words: Words, interruption: AbortSignal): Transport {
  const { url, adminToken } = address;
  const authorization = `Bearer ${adminToken}`;

  async function send(name: CallName, input: unknown, signal: AbortSignal): Promise<IncomingMessage> {
    const { method, path } = routeOf(name);
    const response = await (
      method === "GET"
        ? requestLocally(url + path + queryOf(input), { method, headers: { authorization }, signal })
        : requestLocally(url + path, {
            method,
            headers: { authorization, "content-type": "application/json" },
            body: JSON.stringify(input),
            signal,
          })
    ).catch((error: unknown) => {
      throw failureOf(error, signal, words.connection.notRunning, words);
    });
    if (response.statusCode !== 200) throw await refusalOf(response, words);
    return response;
  }

  return {
    call: async (name, input, signal = interruption) => {
      const response = await send(name, input, signal);
      return await json(response).catch((error: unknown) => {
        throw failureOf(error, signal, words.connection.brokeOff, words);
      });
    },
    stream: async function* (name, input, signal = interruption) {
      const response = await send(name, input, signal);
      try {
        for await (const { event, data } of messagesOf(response)) {
          const value: unknown = JSON.parse(data);
          if (event === "item") yield value;
          if (event === "end") return;
          if (event === "error") throw TresorError.fromWire(wireErrorSchema.parse(value));
        }
      } catch (error) {
        throw failureOf(error, signal, words.connection.brokeOff, words);
      } finally {
        response.destroy();
      }
      throw new LocalFailure("not_running", words.connection.brokeOff);
    },
    subscribe: (listener, onLost) => {
      const stop = new AbortController();
      void follow(url + eventsPath, authorization, stop.signal, listener)
        .catch(() => undefined)
        .then(() => {
          if (!stop.signal.aborted) onLost();
        });
      return () => stop.abort();
    },
  };
}

async function follow(
  url: string,
  authorization: string,
  signal: AbortSignal,
  listener: (event: TresorEvent) => void,
): Promise<void> {
  const response = await requestLocally(url, { method: "GET", headers: { authorization }, signal });
  for await (const { data } of messagesOf(response)) listener(JSON.parse(data) as TresorEvent);
}

async function* messagesOf(response: IncomingMessage): AsyncGenerator<EventSourceMessage, void, void> {
  const complete: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => complete.push(message) });
  response.setEncoding("utf8");
  for await (const chunk of response) {
    parser.feed(String(chunk));
    yield* complete.splice(0);
  }
}

async function refusalOf(response: IncomingMessage, words: Words): Promise<TresorError> {
  const body = errorBodySchema.safeParse(await json(response).catch(() => null));
  if (body.success) return TresorError.fromWire(body.data.error);
  return new LocalFailure("internal", words.connection.badAnswer(String(response.statusCode ?? 0)));
}

/** Whatever the network layer threw: the caller's own interruption, or a Tresor that is gone. */
function failureOf(error: unknown, signal: AbortSignal, whenGone: string, words: Words): TresorError {
  if (signal.aborted) return new LocalFailure("cancelled", words.interrupted);
  if (error instanceof TresorError) return error;
  return new LocalFailure("not_running", whenGone, undefined, { cause: error });
}

/** `?history=true`: the fields of a query's input, each as text. */
function queryOf(input: unknown): string {
  const fields = Object.entries(input ?? {}).flatMap(([name, value]: [string, unknown]) =>
    value === undefined ? [] : [[name, textOf(value)] as const],
  );
  const query = new URLSearchParams(Object.fromEntries(fields)).toString();
  return query === "" ? "" : `?${query}`;
}

/** A boolean or a number as JSON writes it, a text as it is; the server reads it back by the contract. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
