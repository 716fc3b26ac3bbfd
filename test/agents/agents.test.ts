import { describe, expect, inject, it } from "vitest";
import { agents } from "./support/agents";
import { RecordingProxy, type Exchange } from "./support/recording-proxy";
import { isInstalled, runAgent } from "./support/run-agent";
import { task } from "./support/task";
import { usageOfStream } from "./support/usage";

describe.skipIf(!isInstalled())("coding agents against Tresor", () => {
  it.each(agents)(
    "$tool completes a task of two calls and an answer, and reuses every turn's prompt",
    async (agent) => {
      const url = inject("url");
      const proxy = await RecordingProxy.start(url);
      try {
        const surroundings = {
          folder: inject("folder"),
          taskFolder: inject("taskFolder"),
          dataDirectory: inject("dataDirectory"),
        };
        const run = await runAgent(agent, { ...surroundings, url, proxyUrl: proxy.url });
        const turns = proxy.exchanges.filter(isTurn);
        if (process.env["TRESOR_AGENTS_VERBOSE"] === "1") report(agent.tool, run, proxy.exchanges);
        expect(run, run.stderr).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(task.answer) as string });
        expect(proxy.exchanges.every(({ status }) => status === 200)).toBe(true);
        const usages = turns.map(({ answer }) => usageOfStream(answer));
        expect(usages).toHaveLength(3);
        for (const [index, usage] of usages.entries()) {
          if (index > 0)
            expect(usage?.cachedTokens).toBeGreaterThanOrEqual(usages[index - 1]?.promptTokens ?? Infinity);
        }
      } finally {
        await proxy.close();
      }
    },
  );
});

function isTurn({ body }: Exchange): boolean {
  return body.includes('"tools":[{') && body.includes(task.prompt);
}

function report(tool: string, run: object, exchanges: readonly Exchange[]): void {
  console.log(tool, run);
  for (const { method, path, status, body, answer } of exchanges) {
    console.log(
      method,
      path,
      status,
      body.length,
      usageOfStream(answer),
      answer.slice(0, 300),
      "…",
      answer.slice(-600),
    );
  }
}
