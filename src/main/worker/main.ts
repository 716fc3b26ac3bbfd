import { TresorError } from "../../shared/errors";
import { heartbeatMilliseconds, protocolVersion, type FromWorker, type ToWorker } from "../core/engine/protocol";
import { watchParent } from "./parent-watch";
import { observeSeal } from "./seal-probe";

/** The sealed process of one model: looks whether it is sealed, says so, and then does what the core asks over the IPC channel. */
async function main(): Promise<void> {
  if (process.argv[2] === "--leak-test") {
    await tellLeakRoads(process.argv[3] ?? "");
    return;
  }
  if (process.send === undefined) throw new Error("A worker is started by Tresor, not by hand.");
  watchParent();
  // A Ctrl-C in the terminal reaches the whole process group; the core drains and ends its workers itself.
  process.on("SIGINT", () => undefined);

  // Imported only now: the engine's package takes its time, and a worker whose parent is gone must not.
  const { WorkerSession } = await import("./worker-session");
  const session = new WorkerSession(send);
  process.on("message", (message) => void session.handle(message as ToWorker));
  send({ type: "hello", protocol: protocolVersion, pid: process.pid, observation: await observeSeal() });
  setInterval(() => send({ type: "heartbeat", stepMilliseconds: session.stepMilliseconds }), heartbeatMilliseconds);
}

/** For `tresor doctor --leak-test`: no model, no channel, only attempts to get out, and what became of them. */
async function tellLeakRoads(canary: string): Promise<void> {
  const { tryChildProcess, tryLeakRoads } = await import("../core/sovereignty/leak/leak-roads");
  const outcomes = [...(await tryLeakRoads(canary)), await tryChildProcess(canary)];
  process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
}

function send(message: FromWorker): void {
  // The callback keeps a channel that has just closed from throwing; watchParent ends the process then.
  process.send?.(message, undefined, undefined, () => undefined);
}

process.on("unhandledRejection", (reason) => {
  process.stderr.write(`${TresorError.from(reason).message}\n`);
  process.exit(1);
});

void main();
