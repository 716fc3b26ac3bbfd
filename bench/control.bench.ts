import { BenchServer } from "./server";
import { median, table } from "./statistics";

const calls = 500;

/** One control call over HTTP, one after the other; the baseline is `/healthz` of the same server, in turn with it. */
export async function bench(): Promise<string> {
  const server = await BenchServer.start(["--no-demo"]);
  try {
    const headers = server.adminHeaders;
    const control: number[] = [];
    const health: number[] = [];
    for (let call = 0; call < calls; call++) {
      health.push(await timed(`${server.url}/healthz`, {}));
      control.push(await timed(`${server.url}/tresor/v1/status`, headers));
    }
    const row = (name: string, values: readonly number[]) => [name, `${median(values).toFixed(2)} ms`];
    return `\n## Control call (${calls} calls)\n\n${table(
      ["", "p50"],
      [row("`GET /tresor/v1/status`", control), row("`GET /healthz`", health)],
    )}\n\nRatio: ${(median(control) / median(health)).toFixed(2)} (aim: under 5 ms).\n`;
  } finally {
    await server.stop();
  }
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedAt;
}
