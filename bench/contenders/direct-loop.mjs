// The baseline: node-llama-cpp alone in one process, no worker, no HTTP, every stream's next token awaited together.
//   fork: direct-loop.mjs MODEL CONTEXT SLOTS    job: { prompts, tokens }    answer: one StreamRecord (contender.ts) for each prompt
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const [modelPath, contextSize, slots] = process.argv.slice(2);
const llama = await getLlama({
  gpu: false,
  build: "never",
  skipDownload: true,
  progressLogs: false,
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: Number(contextSize),
  sequences: Number(slots),
  threads: 1,
  batchSize: Math.min(512, Number(contextSize)),
});
const sequences = Array.from({ length: Number(slots) }, () => context.getSequence());
const now = () => performance.timeOrigin + performance.now();

async function generate({ prompts, tokens }) {
  const sentAt = now();
  const streams = prompts.map((prompt, index) => {
    const input = [model.tokens.bos, ...model.tokenize(prompt)];
    // Any server keeps the first token, which all prompts share; a token more or less is several milliseconds in some kernels.
    const kept = sequences[index].nextTokenIndex;
    return {
      promptTokens: input.length,
      arrivals: [],
      iterator: sequences[index].evaluate(input.slice(kept), { temperature: 0, yieldEogToken: true }),
    };
  });
  for (let tick = 0; tick < tokens; tick++) {
    const results = await Promise.all(streams.map(({ iterator }) => iterator.next()));
    for (const { value } of results) model.detokenize([value]);
    const at = now();
    for (const { arrivals } of streams) arrivals.push(at);
  }
  await Promise.all(streams.map(({ iterator }) => iterator.return()));
  await Promise.all(
    streams.map((_, index) =>
      sequences[index].eraseContextTokenRanges([{ start: 1, end: sequences[index].nextTokenIndex }]),
    ),
  );
  return streams.map(({ promptTokens, arrivals }) => ({
    sentAt,
    arrivals,
    promptTokens,
    completionTokens: arrivals.length,
    finishReason: "length",
  }));
}

process.on("message", async (job) => process.send(await generate(job)));
process.on("disconnect", () => process.exit(0));
process.send("ready");
