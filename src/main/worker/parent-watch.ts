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
  const end = () => process.kill(process.pid, "SIGKILL");
  process.once("disconnect", end);
  // A parent that died while this process was starting: the channel is closed already, and its successor looks like the parent.
  if (!process.connected) end();
}
