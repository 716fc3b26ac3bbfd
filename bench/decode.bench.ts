import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import OpenAI from "openai";
import { benchModel } from "./model";
import { startServer, type BenchServer } from "./server";
import { highest, lowest, median, table } from "./statistics";

const rounds = 7;
const tokens = 96;
const context = 1024;
const run = promisify(execFile);

/**
 * Decoding through HTTP streaming against the same loop on node-llama-cpp in one process: same model, same thread count, in turn.
 * The time runs from the first token to the last, so that neither loading nor the prompt counts.
 */
export async function bench(): Promise<string> {
  const model = benchModel("threeHundred");
  const server = await startServer(["--models-dir", model.directory, "--context", String(context), "--slots", "1"]);
  const http: number[] = [];
  const direct: number[] = [];
  try {
    await throughHttp(server, model.reference);
    for (let round = 0; round < rounds; round++) {
      direct.push(await directLoop(model.path));
      http.push(await throughHttp(server, model.reference));
    }
  } finally {
    await server.stop();
  }
  const ratios = http.map((value, index) => value / (direct[index] ?? Number.NaN));
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[median, lowest, highest].map((of) => of(values).toFixed(1)),
  ];
  return `\n## Decoding, ${model.name}, one thread, one stream (${rounds} rounds of ${tokens} tokens)\n\n${table(
    ["tokens/s", "median", "least", "most"],
    [row("Tresor, HTTP streaming", http), row("node-llama-cpp alone", direct)],
  )}\n\nRatio, round by round: median ${median(ratios).toFixed(3)} (aim: at least 0.95), least ${lowest(ratios).toFixed(3)}, most ${highest(ratios).toFixed(3)}.\n`;
}

async function throughHttp(server: BenchServer, reference: string): Promise<number> {
  const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none" });
  const stream = await client.completions.create({
    model: reference,
    prompt: "Once upon a time",
    max_tokens: tokens,
    temperature: 0,
    stream: true,
  });
  let firstAt = 0;
  let pieces = 0;
  for await (const chunk of stream) {
    if ((chunk.choices[0]?.text ?? "") === "") continue;
    if (pieces === 0) firstAt = performance.now();
    pieces += 1;
  }
  return ((tokens - 1) * 1_000) / (performance.now() - firstAt);
}

async function directLoop(path: string): Promise<number> {
  const script = join(import.meta.dirname, "direct-loop.mjs");
  const { stdout } = await run(process.execPath, [script, path, String(tokens), "1", String(context), "1"]);
  return Number(stdout.trim());
}
