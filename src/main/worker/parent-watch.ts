import { Worker } from "node:worker_threads";

const pollMilliseconds = 400;

/**
 * Ends this process when its parent is gone, also when the main thread is busy in native code and would not see the closed channel:
 * a thread of its own looks at the parent's process id, which changes when the parent dies, however it dies.
 */
export function watchParent(): void {
  const source = `
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, ${pollMilliseconds});
  `;
  new Worker(source, { eval: true, stdout: false, stderr: false }).unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
}
