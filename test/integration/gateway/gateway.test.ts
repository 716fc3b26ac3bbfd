import { connect } from "node:net";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { afterEach, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import type { Gateway, GatewayDependencies } from "../../../src/main/core/gateway/gateway-port";
import type { TresorEvent } from "../../../src/shared/contract/events";
import { TresorError } from "../../../src/shared/errors";
import { FakeCore, authorized } from "../../fakes/gateway";
import { fakeResident } from "../../fakes/handlers";
import { aborted, answerOf } from "../../fakes/inference";

const gateways: Gateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close(0)));
});

async function start(core: FakeCore, change: Partial<GatewayDependencies> = {}) {
  const gateway = createGateway(core.dependencies(change));
  gateways.push(gateway);
  return { gateway, url: await gateway.listen("127.0.0.1", 0) };
}

/** Everything that comes back for some bytes, to the end of the connection. */
function exchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8");
    socket.on("data", (data: string) => (received += data));
    socket.on("end", () => resolve(received));
    socket.on("error", reject);
  });
}

function event(sequence: number): TresorEvent {
  return { sequence, at: "2026-11-01T10:00:00.000Z", event: "resident", data: fakeResident() };
}

describe("the gateway", () => {
  it("listens on loopback only", async () => {
    const gateway = createGateway(new FakeCore().dependencies());
    await expect(gateway.listen("0.0.0.0", 0)).rejects.toMatchObject({ code: "invalid_request" });
    const { url } = await start(new FakeCore());
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("says that its port is taken", async () => {
    const { url } = await start(new FakeCore());
    const second = createGateway(new FakeCore().dependencies());
    const port = Number(new URL(url).port);
    await expect(second.listen("127.0.0.1", port)).rejects.toMatchObject({ code: "port_taken", details: { port } });
  });

  it("gives links to its own address, and none before it has one", async () => {
    expect(() => createGateway(new FakeCore().dependencies()).oneTimeLink()).toThrow(TresorError);
    const { gateway, url } = await start(new FakeCore());
    expect(gateway.oneTimeLink()).toMatch(new RegExp(`^${url}/\\?link=[\\w-]{32}$`));
    expect(gateway.oneTimeLink()).not.toBe(gateway.oneTimeLink());
  });

  it.each(["PROPFIND", "TRACE", "OPTIONS"])("answers %s on the wire with a JSON 404", async (method) => {
    const { url } = await start(new FakeCore());
    const answer = await exchange(url, `${method} /v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('"route_not_found"');
  });

  it("answers what is not HTTP with a JSON 400", async () => {
    const { url } = await start(new FakeCore());
    const answer = await exchange(url, "this is not HTTP\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('"invalid_request"');
  });

  it.each(["with a length", "in chunks"])("refuses a body that is too large, sent %s", async (how) => {
    const { url } = await start(new FakeCore(), { bodyLimitBytes: 64 * 1_024 });
    const body = "x".repeat(4 * 2 ** 20);
    const stream = () => new Blob([body]).stream();
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      ...(how === "in chunks" ? { body: stream(), duplex: "half" } : { body }),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "body_too_large" } });
  });

  it("sends events as they happen, numbered, and ends the stream when it stops", async () => {
    const core = new FakeCore();
    const { gateway, url } = await start(core);
    const response = await fetch(`${url}/tresor/v1/events`, { headers: authorized });
    const messages: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => messages.push(message) });
    core.events.emit(event(6));
    core.events.emit(event(7));
    const reading = (async () => {
      for await (const text of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
        parser.feed(text);
        if (messages.length === 2) void gateway.close(60_000);
      }
    })();
    await reading;
    expect(messages.map(({ id, event: name }) => [id, name])).toEqual([
      ["6", undefined],
      ["7", undefined],
    ]);
    expect(messages.map(({ data }) => JSON.parse(data) as unknown)).toEqual([event(6), event(7)]);
    expect((await fetch(`${url}/healthz`).catch((error: unknown) => error)) instanceof Error).toBe(true);
  });

  it("keeps the event stream behind the token", async () => {
    const { url } = await start(new FakeCore());
    expect((await fetch(`${url}/tresor/v1/events`)).status).toBe(401);
  });

  it("cuts off a reader of events that does not read", async () => {
    const core = new FakeCore();
    const { url } = await start(core);
    const response = await fetch(`${url}/tresor/v1/events`, { headers: authorized });
    const large = { ...event(1), data: fakeResident({ displayName: "x".repeat(2 ** 20) }) } as TresorEvent;
    for (let sent = 0; sent < 64; sent += 1) {
      core.events.emit(large);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect(response.text()).rejects.toThrow();
    expect(core.logLines.join("")).toContain("too slow");
  });

  it("lets a running answer end when it stops", async () => {
    const core = new FakeCore();
    const { gateway, url } = await start(core);
    let goOn: () => void = () => undefined;
    core.inference.script = async function* () {
      yield* answerOf(["to the "]).slice(0, 3);
      await new Promise<void>((resolve) => (goOn = resolve));
      yield* answerOf(["end"]).slice(2);
    };
    const response = await ask(url);
    const closed = gateway.close(60_000);
    goOn();
    expect(await response.text()).toMatch(/to the .*end.*\[DONE\]/s);
    await closed;
  });

  it("tells an answer that does not end in time that it stops", async () => {
    const core = new FakeCore();
    const { gateway, url } = await start(core);
    core.inference.script = async function* (_request, signal) {
      yield* answerOf(["for ever"]).slice(0, 3);
      await aborted(signal);
      throw new TresorError("cancelled", "stopped");
    };
    const response = await ask(url);
    await gateway.close(0);
    expect(await response.text()).toMatch(/for ever.*"code":"shutting_down".*\[DONE\]/s);
  });
});

async function ask(url: string): Promise<Response> {
  return await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "tiny", stream: true, messages: [{ role: "user", content: "Hi" }] }),
  });
}
