import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { authorized } from "../../../fakes/gateway";
import { answersOthers, attackedGateway } from "../../../support/attacked-gateway";
import { allClosed, openConnections } from "../../../support/raw-connection";

const limits = { headersMilliseconds: 200, requestMilliseconds: 200, checkMilliseconds: 20 };
const content = Buffer.from(`GGUF${"x".repeat(28)}`);
const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
const head = `POST /api/blobs/${digest} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorized.authorization}\r\n`;

async function connection(url: string, bytes: string): Promise<{ socket: Socket; received: () => string }> {
  const [socket] = await openConnections(url, 1, bytes);
  if (socket === undefined) throw new Error("no connection");
  let received = "";
  socket.setEncoding("latin1").on("data", (data: string) => (received += data));
  return { socket, received: () => received };
}

describe("files that are sent slowly", () => {
  it("may take longer than a request may, as long as they go on", async () => {
    const { url, core } = await attackedGateway({ limits, pace: { uploadStalledMilliseconds: 10_000 } });
    const { socket, received } = await connection(url, `${head}Content-Length: ${content.length}\r\n\r\n`);
    for (const byte of content) {
      socket.write(Buffer.from([byte]));
      await delay(30);
    }
    await expect.poll(received).toMatch(/^HTTP\/1\.1 201 /);
    expect(core.blobs.received.get(digest)).toEqual(content);

    // The exception was the upload's, not the connection's.
    socket.write("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
    await allClosed([socket]);
    expect(received()).toMatch(/HTTP\/1\.1 408 /);
  });

  it.each([
    ["a length", `Content-Length: ${content.length}\r\n\r\nGGUF`],
    ["chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\nGGUF\r\n"],
  ])("with %s are ended when nothing more comes, and told why", async (_what, bytes) => {
    const { url, core } = await attackedGateway({ limits, pace: { uploadStalledMilliseconds: 500 } });
    const { socket, received } = await connection(url, head + bytes);
    await allClosed([socket]);
    expect(received()).toMatch(/^HTTP\/1\.1 400 [^]*Nothing came for 0\.5 s/);
    expect(core.blobs.received.size).toBe(0);
    expect(await answersOthers(url)).toBe(true);
  });

  it("are cut off like any request where nobody may send them", async () => {
    const { url } = await attackedGateway({ limits });
    const stranger = head.replace(authorized.authorization, "Bearer ollama");
    const { socket, received } = await connection(url, `${stranger}Content-Length: 1000\r\n\r\nGGUF`);
    await allClosed([socket]);
    expect(received()).toMatch(/^HTTP\/1\.1 401 /);
  });
});
