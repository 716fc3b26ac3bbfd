import { describe, expect, it } from "vitest";
import { allClosed, exchange, openConnections } from "../../../support/raw-connection";
import { answersOthers, attackedGateway } from "../../../support/attacked-gateway";
import { answerOf, fakeUsage } from "../../../fakes/inference";
import { FakeCore } from "../../../fakes/gateway";

/** 10,000 in the long dose, for which the test's own process needs 20,000 file descriptors. */
const idleConnections = process.env["TRESOR_LONG_DOSE"] === undefined ? 500 : 10_000;

const patience = { headersMilliseconds: 400, requestMilliseconds: 800, checkMilliseconds: 50 };
const head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";

describe("clients that send slowly", () => {
  it.each([
    ["nothing", ""],
    ["half a request line", "POST /v1/chat"],
    ["headers that never end", `${head}X-A: 1\r\nX-B: `],
    ["half a body", `${head}Content-Length: 1000\r\n\r\n{"model":`],
    ["half a chunk", `${head}Transfer-Encoding: chunked\r\n\r\n400\r\n{"mod`],
  ])("that send %s are let go, while others are served", async (_what, bytes) => {
    const { url } = await attackedGateway({ limits: patience });
    const sockets = await openConnections(url, 50, bytes);
    expect(await answersOthers(url)).toBe(true);
    await allClosed(sockets);
    expect(await answersOthers(url)).toBe(true);
  });

  it("a byte at a time are let go too, and told why", async () => {
    const { url } = await attackedGateway({ limits: patience });
    const [socket] = await openConnections(url, 1, head);
    if (socket === undefined) throw new Error("no connection");
    let received = "";
    socket.setEncoding("latin1").on("data", (data: string) => (received += data));
    const drip = setInterval(() => socket.writable && socket.write("X"), 20);
    await allClosed([socket]);
    clearInterval(drip);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe("many connections", () => {
  it(`${idleConnections} that wait do not keep others from being served`, async () => {
    const { url } = await attackedGateway();
    const sockets = await openConnections(url, idleConnections);
    expect(await answersOthers(url)).toBe(true);
    for (const socket of sockets) socket.destroy();
  });

  it("beyond the bound are closed at once, and room comes back", async () => {
    const { url } = await attackedGateway({ limits: { connections: 20 } });
    const taken = await openConnections(url, 20);
    const [refused] = await openConnections(url, 1);
    await allClosed(refused === undefined ? [] : [refused]);
    for (const socket of taken) socket.destroy();
    await allClosed(taken);
    await expect.poll(() => answersOthers(url).catch(() => false)).toBe(true);
  });
});

describe("clients that stop reading", () => {
  it("wait for themselves alone, and are cut off in the end", async () => {
    const core = new FakeCore();
    const endless = new AbortController();
    let produced = 0;
    let given = 0;
    core.inference.script = async function* (request, signal) {
      if (request.stop.includes("short")) return yield* answerOf(["Hello", " there"]);
      given += 1;
      yield* answerOf([]).slice(0, 2);
      for (; !signal.aborted && !endless.signal.aborted; produced += 1) {
        // As an engine does: between two tokens, others have their turn.
        await new Promise((resolve) => setImmediate(resolve));
        yield { type: "text", choice: 0, text: "x".repeat(16_384), tokens: 1 };
      }
      yield { type: "finish", choice: 0, reason: "stop", stop: null };
      yield { type: "done", usage: fakeUsage, timings: undefined as never };
    };
    const { url } = await attackedGateway({ core, pace: { stalledMilliseconds: 1_500 } });
    const body = JSON.stringify({ model: "tiny", stream: true, messages: [{ role: "user", content: "Hi" }] });
    const sockets = await openConnections(url, 8, `${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    await expect.poll(() => given, { timeout: 20_000 }).toBe(8);
    const short = { model: "tiny", stop: ["short"], messages: [{ role: "user", content: "Hi" }] };
    const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: JSON.stringify(short) });
    expect(await response.text()).toContain("Hello there");
    await expect
      .poll(() => core.inference.signals.slice(0, 8).every(({ aborted }) => aborted), { timeout: 20_000 })
      .toBe(true);
    // What the buffers of the system take, and not what would fill the memory.
    expect((produced * 16_384) / 8).toBeLessThan(64 * 2 ** 20);
    for (const socket of sockets) socket.destroy();
    endless.abort();
  });
});

describe("clients that promise more than they send", () => {
  it("of pipelined requests get each answer in its order", async () => {
    const { url } = await attackedGateway();
    const one = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const last = "GET /v1/nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const answers = await exchange(url, one.repeat(200) + last);
    expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(200);
    expect(answers.match(/HTTP\/1\.1 404 /g)).toHaveLength(1);
  });
});
