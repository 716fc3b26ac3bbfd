// The baseline of the decode bench: node-llama-cpp alone in one process, no worker, no HTTP. Prints tokens per second of decoding.
//   node direct-loop.mjs MODEL TOKENS THREADS CONTEXT SLOTS
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const [modelPath, tokens, threads, contextSize, sequences] = process.argv.slice(2);
const llama = await getLlama({
  gpu: false,
  build: "never",
  skipDownload: true,
  progressLogs: false,
  maxThreads: Number(threads),
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: Number(contextSize),
  sequences: Number(sequences),
  threads: Number(threads),
  batchSize: 512,
});
const sequence = context.getSequence();
const prompt = [model.tokens.bos, ...model.tokenize("Once upon a time")];

let firstAt = 0;
let count = 0;
for await (const token of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
  model.detokenize([token]);
  if (count === 0) firstAt = performance.now();
  count += 1;
  if (count === Number(tokens)) break;
}
console.log(((count - 1) * 1_000) / (performance.now() - firstAt));
process.exit(0);
