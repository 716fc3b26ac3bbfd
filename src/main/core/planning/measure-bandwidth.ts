import { Worker } from "node:worker_threads";

const bufferBytes = 256 * 2 ** 20;
const milliseconds = 300;
/** One core cannot load the memory, more than these do not load it further. */
const mostThreads = 4;

/** Runs in a thread of its own: copies one half of its buffer into the other, which reads and writes each byte once. */
const copying = `
const { parentPort, workerData } = require("node:worker_threads");
const from = new Float64Array(workerData.bytes / 16).fill(1);
const to = new Float64Array(from.length);
to.set(from);
const start = performance.now();
let moved = 0;
do {
  to.set(from);
  moved += 2 * from.byteLength;
} while (performance.now() - start < workerData.milliseconds);
parentPort.postMessage((moved / (performance.now() - start)) * 1000);
`;

/** Bytes a second that the memory moves, measured for a third of a second beside the event loop. */
export async function measureBandwidth(logicalCores: number): Promise<number> {
  const threads = Math.max(1, Math.min(mostThreads, logicalCores));
  const rates = await Promise.all(Array.from({ length: threads }, () => measureInThread(bufferBytes / threads)));
  return Math.round(rates.reduce((sum, rate) => sum + rate, 0));
}

function measureInThread(bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(copying, { eval: true, workerData: { bytes, milliseconds } });
    worker.once("message", (rate: number) => resolve(rate));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread that measures ended with ${code}.`)));
  });
}
