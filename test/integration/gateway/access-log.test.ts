import { expect, it, vi } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import { FakeCore, authorized } from "../../fakes/gateway";
import { aborted, answerOf, played } from "../../fakes/inference";

const secrets = /private|hidden|fakeAdmin|admin-token-for-tests/;

/** The access log's lines so far. */
function linesOf(core: FakeCore): Record<string, unknown>[] {
  const lines = core.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.filter(({ msg }) => msg === "request");
}

it("tells of a client that went away what it had cost until then, and counts it", async () => {
  const core = new FakeCore();
  const begun = answerOf(["hidden ", "words"]).slice(0, -2);
  core.inference.script = async function* (_request, signal) {
    yield* played(begun);
    throw await aborted(signal);
  };
  const gateway = createGateway(core.dependencies());
  const url = await gateway.listen("127.0.0.1", 0);
  try {
    const leave = new AbortController();
    const payload = { model: "tiny", stream: true, messages: [{ role: "user", content: "private words" }] };
    const response = await fetch(`${url}/v1/chat/completions?key=private`, {
      method: "POST",
      body: JSON.stringify(payload),
      signal: leave.signal,
    });
    const bytes = (await response.body?.getReader().read())?.value?.byteLength ?? 0;
    leave.abort();
    await vi.waitFor(() => expect(linesOf(core)).toHaveLength(1));
    const [line] = linesOf(core);
    expect(line).toMatchObject({
      requestId: response.headers.get("x-request-id"),
      route: "/v1/chat/completions",
      status: 499,
      model: "tiny:q8_0",
      promptTokens: 7,
      cachedTokens: 3,
      completionTokens: 2,
      outcome: "cancelled",
      code: "cancelled",
    });
    expect(line?.["bytesSent"]).toBeGreaterThan(bytes);
    const metrics = await (await fetch(`${url}/metrics`, { headers: authorized })).text();
    expect(metrics).toContain('route="/v1/chat/completions",status="499",client="local",model="tiny:q8_0"} 1\n');
    expect(metrics).toContain('kind="chat",outcome="cancelled",code="cancelled"} 1\n');
    expect(core.logLines.join("") + metrics).not.toMatch(secrets);
  } finally {
    await gateway.close(0);
  }
});
