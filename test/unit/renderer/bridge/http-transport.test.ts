import { describe, expect, it } from "vitest";
import { createClient } from "../../../../src/shared/contract/derive";
import type { TresorEvent } from "../../../../src/shared/contract/events";
import { createHttpTransport, queryOf } from "../../../../src/renderer/bridge/http-transport";

interface Request {
  readonly path: string;
  readonly init: RequestInit | undefined;
}

/** A client over a `fetch` that gives the answers one after the other; the last one again and again. */
function setUp(...answers: (() => Response | Promise<Response>)[]) {
  const requests: Request[] = [];
  let waits = 0;
  const client = createClient(
    createHttpTransport({
      fetch: async (input, init) => {
        requests.push({ path: input as string, init });
        const answer = answers[Math.min(requests.length, answers.length) - 1];
        if (answer === undefined) throw new TypeError("fetch failed");
        return await answer();
      },
      wait: async () => {
        waits += 1;
        await new Promise((resolve) => setImmediate(resolve));
      },
    }),
  );
  return { client, requests, waits: () => waits };
}

const prompt = { messages: [{ role: "user" as const, content: "Hello" }] };
const failing = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });

describe("the transport over HTTP", () => {
  it("asks queries with GET and commands with POST, on the page's own origin", async () => {
    const { client, requests } = setUp(() => Response.json({ residents: [] }));
    await client.ps({ history: true });
    await client.pin({ reference: "a:q8_0" });
    expect(requests).toMatchObject([
      { path: "/tresor/v1/ps?history=true", init: { method: "GET", credentials: "same-origin" } },
      { path: "/tresor/v1/pin", init: { method: "POST", body: '{"reference":"a:q8_0"}' } },
    ]);
  });

  it("encodes the fields of a query", () => {
    expect(queryOf({ reference: "a b:c&d", absent: undefined })).toBe("?reference=a+b%3Ac%26d");
    expect(queryOf({})).toBe("");
  });

  it("throws the core's error with code and details", async () => {
    const error = { code: "insufficient_memory", message: "Too large.", details: { missingBytes: 5 } };
    const { client } = setUp(failing(503, { error }));
    await expect(client.load({ reference: "a" })).rejects.toMatchObject(error);
  });

  it("says what a foreign answer or a silent server means", async () => {
    await expect(setUp(failing(401, "no")).client.status({})).rejects.toMatchObject({ code: "unauthorized" });
    await expect(setUp(failing(500, {})).client.status({})).rejects.toMatchObject({ code: "internal" });
    await expect(setUp().client.status({})).rejects.toMatchObject({ code: "not_running" });
  });

  it("streams items until the end", async () => {
    const body = 'event: item\ndata: {"event":"text","text":"Hi"}\n\nevent: end\ndata: {}\n\n';
    const { client } = setUp(() => new Response(body));
    const items: unknown[] = [];
    for await (const item of client.run(prompt)) items.push(item);
    expect(items).toEqual([{ event: "text", text: "Hi" }]);
  });

  it.each([
    ['event: error\ndata: {"error":{"code":"worker_died","message":"Killed."}}\n\n', "worker_died"],
    ['event: error\ndata: {"code":"queue_full","message":"Full."}\n\n', "queue_full"],
    ['event: item\ndata: {"event":"text","text":"Hi"}\n\n', "not_running"],
  ])("throws what broke a stream: %j", async (body, code) => {
    const { client } = setUp(() => new Response(body));
    const reading = (async () => {
      for await (const item of client.run(prompt)) expect(item).toMatchObject({ event: "text" });
    })();
    await expect(reading).rejects.toMatchObject({ code });
  });

  it("follows the events, and connects again when they are lost", async () => {
    const event = { sequence: 1, event: "residentGone" };
    const { client, requests, waits } = setUp(
      () => new Response(`id: 1\ndata: ${JSON.stringify(event)}\n\n`),
      failing(503, {}),
      () => new Response(new ReadableStream()),
    );
    const events: TresorEvent[] = [];
    let lost = 0;
    await new Promise<void>((resolve) => {
      const unsubscribe = client.subscribe(
        (received) => events.push(received),
        () => {
          lost += 1;
          // The stream ended, the second attempt failed, the third stands and asks for a fresh snapshot.
          if (lost < 3) return;
          unsubscribe();
          resolve();
        },
      );
    });
    expect(events).toEqual([event]);
    expect(requests).toHaveLength(3);
    expect(waits()).toBe(2);
  });
});
