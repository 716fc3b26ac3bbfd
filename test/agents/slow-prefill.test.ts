import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, inject, it } from "vitest";
import { createGateway } from "../../src/main/core/gateway/gateway";
import { defaultPace } from "../../src/main/core/gateway/gateway-context";
import type { Gateway } from "../../src/main/core/gateway/gateway-port";
import type { InferenceEvent } from "../../src/main/core/inference/canonical";
import { FakeCore } from "../fakes/gateway";
import { answerOf } from "../fakes/inference";
import { FakeLibrary, fakeModel } from "../fakes/library";
import { agents, type Agent } from "./support/agents";
import { isInstalled, runAgent } from "./support/run-agent";
import { task } from "./support/task";

/** Minutes, scaled down: the agents' own silence limits, how long a prompt takes to read, and Tresor's signs of life. */
const silenceMilliseconds = 3_000;
const prefillMilliseconds = 9_000;
const pace = { ...defaultPace, openingMilliseconds: 200, commentMilliseconds: 200, pulseMilliseconds: 500 };
const never = 600_000;
const commentsOnly = { ...pace, pulseMilliseconds: never };

/** How each agent is told its limit. Claude Code takes none below five minutes, so its run shows only that the signs do no harm. */
const patience: readonly [tool: string, change: Partial<Agent>][] = [
  [
    "codex",
    {
      arguments: [
        "exec",
        ...["-c", `model_providers.tresor.stream_idle_timeout_ms=${silenceMilliseconds}`],
        ...["-c", "model_providers.tresor.stream_max_retries=1"],
        ...["--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", task.prompt],
      ],
    },
  ],
  ["claude", {}],
];

let gateway: Gateway | null = null;
afterEach(async () => {
  await gateway?.close(0);
});

describe.skipIf(!isInstalled())("a prompt that takes longer to read than an agent waits in silence", () => {
  it.each(patience)("does not make %s give up", async (tool, change) => {
    const { run, requests } = await runSlowly(tool, change, pace);
    expect(run, run.stderr).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(task.answer) as string });
    expect(requests).toBe(1);
  });

  it.each(patience.filter(([tool]) => tool !== "claude"))(
    "makes %s ask again when comments are all it hears",
    async (tool, change) => {
      const { requests } = await runSlowly(tool, change, commentsOnly);
      expect(requests).toBeGreaterThan(1);
    },
  );
});

async function runSlowly(tool: string, change: Partial<Agent>, chosenPace: typeof pace) {
  const agent = agents.find((candidate) => candidate.tool === tool);
  if (agent === undefined) throw new Error(`There is no ${tool}.`);
  const reference = `${tool}:f32`;
  const core = new FakeCore(new FakeLibrary([fakeModel({ reference })]));
  core.inference.script = () => slowly(answerOf([task.answer], reference));
  gateway = createGateway(core.dependencies(), chosenPace);
  const proxyUrl = await gateway.listen("127.0.0.1", 0);
  const surroundings = {
    folder: inject("folder"),
    taskFolder: inject("taskFolder"),
    dataDirectory: inject("dataDirectory"),
  };
  const run = await runAgent({ ...agent, ...change }, { ...surroundings, url: inject("url"), proxyUrl });
  return { run, requests: core.inference.requests.length };
}

async function* slowly(events: readonly InferenceEvent[]): AsyncGenerator<InferenceEvent, void, void> {
  for (const event of events) {
    if (event.type === "text") await pause(prefillMilliseconds);
    yield event;
  }
}
