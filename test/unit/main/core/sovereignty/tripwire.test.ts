import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { isLoopback } from "../../../../../src/main/core/sovereignty/loopback";
import { temporaryFolder } from "../../../../support/temporary-folder";

const source = join(import.meta.dirname, "../../../../../src/main/core/sovereignty/tripwire.ts");

describe("isLoopback", () => {
  it.each([
    "127.0.0.1",
    "127.9.8.7",
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
    "localhost",
    "a.localhost",
  ])("is %s", (host) => expect(isLoopback(host)).toBe(true));
  it.each([
    "192.0.2.1",
    "0.0.0.0",
    "::",
    "::ffff:192.0.2.1",
    "2001:db8::1",
    "localhost.example",
    "127.0.0.1.nip.io",
    "10.0.0.1",
  ])("is not %s", (host) => expect(isLoopback(host)).toBe(false));
});

/** Each way is tried in a process of its own, since the wire stays for a process's life. Prints what each answered. */
const tries = `
import dgram from "node:dgram";
import dns, { lookup } from "node:dns";
import http from "node:http";
import net from "node:net";
import tls from "node:tls";
import { createServer } from "node:http";
import { installTripwire } from "./tripwire.js";

const attempts = [];
installTripwire((attempt) => attempts.push(attempt.what + " " + attempt.target));
const failure = (emitter) => new Promise((resolve) => { emitter.once("error", (error) => resolve(error.code)); emitter.once("connect", () => resolve("connected")); });
const caught = (promise) => promise.then(() => "done", (error) => error.code ?? error.cause?.code ?? String(error));
const said = {
  connect: await failure(net.connect(443, "192.0.2.1")),
  connectObject: await failure(net.connect({ port: 443, host: "example.com" })),
  version6: await failure(net.connect(443, "2001:db8::1")),
  tls: await failure(tls.connect(443, "192.0.2.1")),
  http: await failure(http.get("http://192.0.2.1/")),
  fetch: await caught(fetch("http://192.0.2.1/")),
  fetchName: await caught(fetch("https://example.com/")),
  lookup: await new Promise((resolve) => lookup("example.com", (error) => resolve(error?.code))),
  lookupPromise: await caught(dns.promises.lookup("example.com")),
  resolve: await caught(dns.promises.resolve4("example.com")),
  resolver: await caught(new dns.promises.Resolver().resolveTxt("example.com")),
  datagram: await new Promise((resolve) => dgram.createSocket("udp4").send("x", 53, "192.0.2.1", (error) => resolve(error?.code))),
  datagramConnect: await new Promise((resolve) => { const socket = dgram.createSocket("udp4"); socket.once("error", (error) => resolve(error.code)); socket.connect(53, "192.0.2.1"); }),
};
const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const { port } = server.address();
said.local = await (await fetch("http://127.0.0.1:" + port)).text();
said.localName = await (await fetch("http://localhost:" + port)).text();
server.close();
console.log(JSON.stringify({ said, attempts }));
process.exit(0);
`;

describe("the tripwire", () => {
  it("refuses and reports every way out of the process, and none within the machine", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    await build({
      configFile: false,
      logLevel: "silent",
      build: {
        ssr: source,
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { output: { entryFileNames: "tripwire.js" } },
      },
    });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "tries.js"), tries);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "tries.js")], { timeout: 30_000 });
    const { said, attempts } = JSON.parse(stdout) as { said: Record<string, string>; attempts: string[] };
    const { local, localName, ...outward } = said;
    expect([local, localName]).toEqual(["here", "here"]);
    expect(Object.entries(outward).filter(([, code]) => code !== "ERR_TRESOR_TRIPWIRE")).toEqual([]);
    expect(attempts).toContain("connect 192.0.2.1:443");
    expect(attempts).toContain("lookup example.com");
    expect(attempts).toContain("datagram 192.0.2.1");
    expect(attempts.length).toBeGreaterThanOrEqual(Object.keys(outward).length);
  });
});
