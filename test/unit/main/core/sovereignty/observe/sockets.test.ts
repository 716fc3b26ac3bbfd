import { createServer, connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { unexpectedEnds } from "../../../../../../src/main/core/sovereignty/observe/judge-sockets";
import { readSocketTable, socketInodes } from "../../../../../../src/main/core/sovereignty/observe/linux-sockets";
import { readLsof } from "../../../../../../src/main/core/sovereignty/observe/macos-sockets";
import { familyOf, kindOf, readProcessList } from "../../../../../../src/main/core/sovereignty/observe/own-processes";
import { socketSourceOf } from "../../../../../../src/main/core/sovereignty/observe/socket-source";

const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

describe("the kernel's socket table", () => {
  it("gives remote ends of both versions, and none for those that listen", () => {
    const table = [
      head,
      "   0: 0100007F:2221 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0 100 0 0 10 0",
      "   1: 0100007F:2221 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 102 1 0 20 4 30 10 -1",
      "   2: 0A00020F:C350 22D8B85D:01BB 01 00000000:00000000 00:00000000 00000000  1000        0 103 1 0 20 4 30 10 -1",
      "",
    ].join("\n");
    expect(readSocketTable(table, "tcp")).toEqual([
      { protocol: "tcp", address: "127.0.0.1", port: 54_000, localPort: 8_737, inode: "102" },
      { protocol: "tcp", address: "93.184.216.34", port: 443, localPort: 50_000, inode: "103" },
    ]);
    const six = [
      head,
      "   0: 00000000000000000000000001000000:2221 B80D0120000000000000000001000000:01BB 01 0:0 00:0 0 0 0 7 1 0 0 0 0 0",
    ].join("\n");
    expect(readSocketTable(six, "udp")).toMatchObject([{ protocol: "udp", address: "2001:db8::1", port: 443 }]);
    expect([...socketInodes(["socket:[103]", "/dev/null", "pipe:[9]"])]).toEqual(["103"]);
  });
});

describe("the output of lsof", () => {
  it("gives remote ends by process", () => {
    const text = [
      "p4127",
      "f21",
      "PTCP",
      "n127.0.0.1:8737",
      "TST=LISTEN",
      "f25",
      "PTCP",
      "n127.0.0.1:8737->127.0.0.1:51234",
      "TST=ESTABLISHED",
      "p4130",
      "f9",
      "PUDP",
      "n[fe80::1]:5353->[2001:db8::7]:53",
      "",
    ].join("\n");
    expect(Object.fromEntries(readLsof(text))).toEqual({
      4127: [{ protocol: "tcp", address: "127.0.0.1", port: 51_234, localPort: 8_737 }],
      4130: [{ protocol: "udp", address: "2001:db8::7", port: 53, localPort: 5_353 }],
    });
  });
});

describe("our own processes", () => {
  it("are the main one and all that descend from it, each by its script", () => {
    const listed = readProcessList(
      [
        "    1     0 /sbin/launchd",
        "  100     1 /usr/bin/node out/main/cli.js serve",
        "  101   100 unshare -n node out/main/worker.js",
        "  102   101 node out/main/worker.js",
        "  103   100 node out/main/fetcher.js",
        "  104   100 /x/Electron Helper --type=renderer",
        "  200     1 node out/main/worker.js",
      ].join("\n"),
    );
    const family = familyOf(100, listed);
    expect(family.map((one) => [one.pid, kindOf(one, 100)])).toEqual([
      [100, "main"],
      [101, "worker"],
      [102, "worker"],
      [103, "fetcher"],
      [104, "window"],
    ]);
  });

  it.skipIf(process.platform !== "linux")("are seen with a socket that this test opens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const observed = await socketSourceOf("linux", process.pid)?.();
    const ends = observed?.find(({ pid }) => pid === process.pid)?.ends ?? [];
    expect(ends).toContainEqual(expect.objectContaining({ address: "127.0.0.1", port, protocol: "tcp" }));
    socket.destroy();
    server.close();
  });
});

describe("unexpectedEnds", () => {
  it("lets a worker try its seal, and nobody else", () => {
    const remote = { protocol: "udp" as const, address: "10.0.0.1", port: 53, localPort: 50_000 };
    const announced = { servedPorts: [], probing: () => true };
    expect(unexpectedEnds([{ pid: 7, kind: "worker", ends: [remote] }], announced)).toEqual([]);
    expect(unexpectedEnds([{ pid: 7, kind: "inspector", ends: [remote] }], announced)).toEqual([
      { pid: 7, kind: "inspector", endpoint: "udp 10.0.0.1:53" },
    ]);
  });

  const end = (address: string, localPort = 50_000) => ({ protocol: "tcp" as const, address, port: 443, localPort });

  it.each([
    ["worker", end("93.184.216.34"), [], true],
    ["worker", end("127.0.0.1"), [], false],
    ["worker", { ...end("192.0.2.1"), port: 9 }, [], false],
    ["inspector", { ...end("192.0.2.1"), port: 9 }, [], true],
    ["inspector", end("2606:2800::1"), [], true],
    ["window", end("10.0.0.5"), [], true],
    ["main", end("93.184.216.34"), [], true],
    ["main", end("10.0.0.5", 8_737), [8_737], false],
    ["main", end("10.0.0.5", 8_738), [8_737], true],
    ["fetcher", end("93.184.216.34"), [], false],
  ] as const)("of a %s", (kind, remote, ports, isUnexpected) => {
    expect(
      unexpectedEnds([{ pid: 7, kind, ends: [remote] }], { servedPorts: ports, probing: () => false }),
    ).toHaveLength(isUnexpected ? 1 : 0);
  });
});
