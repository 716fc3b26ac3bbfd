import { readFile } from "node:fs/promises";
import { FileSource } from "../src/main/inspector/file-source";
import { inspectModel } from "../src/main/core/gguf/inspect-model";
import type { ModelDimensions } from "../src/main/core/library/library-port";
import { checkpointBytes } from "../src/main/core/residency/memory/cache-bytes";
import { estimateMemory } from "../src/main/core/residency/memory/memory-estimate";
import { residentBytes } from "../src/main/core/telemetry/process-memory";
import type { CacheType } from "../src/shared/shapes/plan";
import { answerOf, never, RealEngines, requestOf } from "../test/support/real-engines";
import { memoryModelPath, memoryModels, type MemoryModel } from "./memory-models";
import type { BenchOptions } from "./options";
import { table } from "./statistics";

interface Load {
  readonly model: MemoryModel;
  readonly context: number;
  readonly slots: number;
  readonly cacheType: CacheType;
}

/**
 * What was predicted against what the worker's process holds (RssAnon + RssFile + RssShmem), after the load and after one prompt that
 * fills a slot's context. Weights are read whole at the load (MAP_POPULATE), compute buffers are touched by the prompt.
 */
export async function bench({ quick }: BenchOptions): Promise<string> {
  const rows: string[][] = [];
  for (const load of loads(quick)) rows.push(await measure(load));
  return `\n## Memory: predicted and measured\n\n${table(
    [
      "model",
      "context × slots, cache",
      "weights MB",
      "predicted MB",
      "after load",
      "predicted in use",
      "after a full context",
      "ratio",
    ],
    rows,
  )}\n\nRatio: measured after a full context over predicted in use (aim: 0.95 to 1.05).\n`;
}

function loads(quick: boolean): readonly Load[] {
  if (process.platform !== "linux") throw new Error("Only Linux tells what a process holds without its Metal buffers.");
  const contexts = quick ? [1_024] : [1_024, 4_096];
  return memoryModels.flatMap((model) =>
    contexts.flatMap((context) =>
      (["F16", "Q8_0"] as const).map((cacheType) => ({ model, context, slots: 2, cacheType })),
    ),
  );
}

async function measure({ model, context, slots, cacheType }: Load): Promise<string[]> {
  const path = memoryModelPath(model);
  const dimensions = dimensionsOfFile(path);
  const estimate = estimateMemory(dimensions, context, slots, { cacheType, gpu: false });
  const { totalBytes, kvCacheBytes, weightsBytes } = estimate;
  // A prompt leaves one checkpoint where states cannot be cut; plans count it as growth.
  const inUseBytes = totalBytes + checkpointBytes(dimensions, context, cacheType);
  const engines = new RealEngines();
  try {
    const engine = await engines.start(path, { context, slots, cacheType, kvCacheBytes });
    const loaded = await heldBy(engine.pid);
    const prompt = Array.from({ length: context - 8 }, (_, index) => 300 + (index % 200));
    await answerOf(engine.generate(requestOf(prompt, { maxTokens: 4 }), never));
    const filled = await heldBy(engine.pid);
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
    return [
      model,
      `${context} × ${slots}, ${cacheType}`,
      ...[weightsBytes, totalBytes, loaded, inUseBytes, filled].map(megabytes),
      (filled / inUseBytes).toFixed(3),
    ];
  } finally {
    await engines.dispose();
  }
}

function dimensionsOfFile(path: string): ModelDimensions {
  const source = new FileSource(path);
  try {
    return inspectModel(source, "model").dimensions;
  } finally {
    source.close();
  }
}

async function heldBy(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return residentBytes(status) ?? Number.NaN;
}
