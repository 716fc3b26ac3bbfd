import { spawn } from "node:child_process";
import { BenchServer } from "./server";
import { highest, lowest, median, table } from "./statistics";

const rounds = 9;

/** From the start of the process to the ready line, without a model; the baseline is Node doing nothing, started in turn with it. */
export async function bench(): Promise<string> {
  const tresor: number[] = [];
  const node: number[] = [];
  for (let round = 0; round < rounds; round++) {
    node.push(await emptyNode());
    const server = await BenchServer.start(["--no-demo"]);
    tresor.push(server.startMilliseconds);
    await server.stop();
  }
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[median, lowest, highest].map((of) => `${of(values).toFixed(0)} ms`),
  ];
  const ratio = (median(tresor) / median(node)).toFixed(1);
  return `\n## Start to ready, without a model (${rounds} rounds)\n\n${table(
    ["", "median", "least", "most"],
    [row("`tresor serve`", tresor), row("`node` doing nothing", node)],
  )}\n\nRatio of the medians: ${ratio} (aim: ready in under 1,500 ms).\n`;
}

async function emptyNode(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await new Promise((resolve) => child.once("exit", resolve));
  return performance.now() - startedAt;
}
