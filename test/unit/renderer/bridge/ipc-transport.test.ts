import { describe, expect, it } from "vitest";
import type { Bridge } from "../../../../src/shared/contract/bridge";
import { createClient } from "../../../../src/shared/contract/derive";
import type { WireError } from "../../../../src/shared/errors";
import { createIpcTransport } from "../../../../src/renderer/bridge/ipc-transport";

interface OpenStream {
  readonly onItem: (item: unknown) => void;
  readonly onEnd: (error: WireError | null) => void;
}

function setUp(call: Bridge["call"]) {
  const streams: OpenStream[] = [];
  let cancelled = 0;
  const bridge: Bridge = {
    platform: "darwin",
    call,
    stream: (_name, _input, onItem, onEnd) => {
      streams.push({ onItem, onEnd });
      return () => (cancelled += 1);
    },
    subscribe: () => () => undefined,
    window: {
      openDashboard: () => undefined,
      hide: () => undefined,
      copyText: async () => undefined,
      resize: () => undefined,
    },
  };
  return { client: createClient(createIpcTransport(bridge)), streams, cancellations: () => cancelled };
}

const prompt = { messages: [{ role: "user" as const, content: "Hello" }] };

describe("the transport over IPC", () => {
  it("gives values, and throws errors with code and details", async () => {
    const good = setUp(async () => ({ ok: true, value: { models: [], rejected: [] } }));
    expect(await good.client.list({})).toEqual({ models: [], rejected: [] });
    const error = { code: "model_not_found", message: "No such model.", details: { reference: "x" } } as const;
    const bad = setUp(async () => ({ ok: false, error }));
    await expect(bad.client.load({ reference: "x" })).rejects.toMatchObject(error);
  });

  it("streams items and ends, or throws what ended it", async () => {
    const { client, streams } = setUp(async () => ({ ok: true, value: null }));
    const texts: unknown[] = [];
    const reading = (async () => {
      for await (const item of client.run(prompt)) texts.push(item);
    })();
    streams[0]?.onItem({ event: "text", text: "Hi" });
    streams[0]?.onEnd({ code: "worker_died", message: "Killed." });
    await expect(reading).rejects.toMatchObject({ code: "worker_died" });
    expect(texts).toEqual([{ event: "text", text: "Hi" }]);
  });

  it("cancels the stream when its signal aborts", async () => {
    const { client, cancellations } = setUp(async () => ({ ok: true, value: null }));
    const stop = new AbortController();
    const reading = (async () => {
      for await (const item of client.run(prompt, { signal: stop.signal })) expect(item).toBeUndefined();
    })();
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: "cancelled" });
    expect(cancellations()).toBe(1);
  });
});
