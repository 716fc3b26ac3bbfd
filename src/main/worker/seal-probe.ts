import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { readlink } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import type { SealAttempt, SealObservation } from "../core/engine/seal/seal-observation";
import { probeTarget } from "../core/engine/seal/probe-target";

const { address: tcpTarget, port } = probeTarget;
const udpTarget = tcpTarget;
/** Reserved by RFC 6761: no resolver sends it on. */
const nameTarget = "seal-probe.invalid";
const attemptMilliseconds = 2_000;

/** Tries to get out by each road and reports what the kernel answered. It is the one place of a worker that touches a socket. */
export async function observeSeal(): Promise<SealObservation> {
  const attempts = await Promise.all([tryTcp(tcpTarget), tryUdp(), tryName()]);
  return {
    attempts,
    networkNamespace: process.platform === "linux" ? await readlink("/proc/self/ns/net").catch(() => null) : null,
    interfaces: Object.keys(networkInterfaces()),
  };
}

function tryTcp(host: string): Promise<SealAttempt> {
  return attempt("tcp", `${host}:${port}`, (settle) => {
    const socket = connect({ host, port });
    socket.once("connect", () => settle("connected"));
    socket.once("error", (error) => settle(codeOf(error)));
    return () => socket.destroy();
  });
}

function tryUdp(): Promise<SealAttempt> {
  return attempt("udp", `${udpTarget}:${port}`, (settle) => {
    const socket = createSocket("udp4");
    socket.once("error", (error) => settle(codeOf(error)));
    socket.send("tresor", port, udpTarget, (error) => settle(error === null ? "sent" : codeOf(error)));
    return () => socket.close();
  });
}

function tryName(): Promise<SealAttempt> {
  return attempt("dns", nameTarget, (settle) => {
    lookup(nameTarget).then(
      () => settle("resolved"),
      (error: unknown) => settle(codeOf(error)),
    );
    return () => undefined;
  });
}

function attempt(
  road: SealAttempt["road"],
  target: string,
  start: (settle: (outcome: string) => void) => () => void,
): Promise<SealAttempt> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle("timeout"), attemptMilliseconds);
    let settled = false;
    const settle = (outcome: string) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      // After the event that settled it: closing a socket inside its own error handler would throw.
      setImmediate(stop);
      resolve({ road, target, outcome });
    };
    const stop = start(settle);
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
