import { describe, expect, it } from "vitest";
import { calls } from "../../../../../../src/shared/contract/calls";
import { callNames, isStreamName, routeOf, type CallName } from "../../../../../../src/shared/contract/derive";
import { TresorError } from "../../../../../../src/shared/errors";
import { FakeCore, authorized, loopback } from "../../../../../fakes/gateway";

/** An input that satisfies the contract, for the calls that need one. */
const inputs: Partial<Record<CallName, Record<string, unknown>>> = {
  show: { reference: "tiny:q8_0" },
  load: { reference: "tiny:q8_0", context: 1_024 },
  unload: { reference: "tiny:q8_0" },
  pin: { reference: "tiny:q8_0" },
  unpin: { reference: "tiny:q8_0" },
  plan: { reference: "tiny" },
  setAlias: { name: "mine", reference: "tiny" },
  removeAlias: { name: "mine" },
  pull: { source: "hf:owner/tiny" },
  cancelRequest: { id: "req_1" },
  pauseDownload: { id: "download-1" },
  resumeDownload: { id: "download-1" },
  cancelDownload: { id: "download-1" },
  setHubToken: { token: "hf_token" },
  createKey: { name: "editor" },
  updateKey: { name: "editor" },
  revokeKey: { name: "editor" },
  rotateKey: { name: "editor" },
  import: { path: "/models/tiny.gguf" },
  remove: { reference: "tiny" },
  updateSettings: { language: "de" },
  run: { messages: [{ role: "user", content: "Hi" }] },
};

function requestOf(name: CallName, headers: Record<string, string> = authorized) {
  const { method, path } = routeOf(name);
  const input = inputs[name] ?? {};
  const common = { method, headers: { ...loopback, ...headers } };
  return method === "GET"
    ? { ...common, url: path, query: input as Record<string, string> }
    : { ...common, url: path, payload: input };
}

/** The events of a stream: name and data. */
function eventsOf(body: string): { event: string; data: unknown }[] {
  return [...body.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, event = "", data = ""]) => ({
    event,
    data: JSON.parse(data) as unknown,
  }));
}

describe("the control API", () => {
  it.each(callNames)("answers %s through its handler, in the contract's shape", async (name) => {
    const core = new FakeCore();
    const response = await core.server().inject(requestOf(name));
    expect(response.statusCode).toBe(200);
    expect(core.recorded).toMatchObject([{ name, input: inputs[name] ?? {}, caller: { client: "cli" } }]);
    if (!isStreamName(name)) {
      expect(calls[name].output.safeParse(response.json()).error).toBeUndefined();
      return;
    }
    const events = eventsOf(response.body);
    expect(events.at(-1)).toEqual({ event: "end", data: {} });
    for (const { event, data } of events.slice(0, -1)) {
      expect(event).toBe("item");
      expect(calls[name].output.safeParse(data).error).toBeUndefined();
    }
  });

  it.each(callNames)("does not answer %s without the token", async (name) => {
    const core = new FakeCore();
    for (const headers of [{}, { authorization: "Bearer wrong" }]) {
      const response = await core.server().inject(requestOf(name, headers));
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ error: { code: "unauthorized" } });
    }
    expect(core.recorded).toEqual([]);
  });

  it("reads a query's values as the contract wants them", async () => {
    const core = new FakeCore();
    const response = await core
      .server()
      .inject({ url: "/tresor/v1/ps?history=true", headers: { ...loopback, ...authorized } });
    expect(response.json()).toHaveProperty("history");
  });

  it.each<[string, string, object]>([
    ["/tresor/v1/load", '{"reference": 5}', { code: "invalid_request", details: { field: "reference" } }],
    ["/tresor/v1/load", "", { code: "invalid_request", details: { field: "reference" } }],
    ["/tresor/v1/load", "{", { code: "malformed_json", details: { line: 1 } }],
    ["/tresor/v1/run", '{"messages": []}', { code: "invalid_request", details: { field: "messages" } }],
  ])("refuses %s with %j by status and field", async (url, payload, error) => {
    const core = new FakeCore();
    const response = await core
      .server()
      .inject({ method: "POST", url, payload, headers: { ...loopback, ...authorized } });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ error });
    expect(core.recorded).toEqual([]);
  });

  it("takes a command without a body where the contract needs no field", async () => {
    const core = new FakeCore();
    const response = await core
      .server()
      .inject({ method: "POST", url: "/tresor/v1/rescan", headers: { ...loopback, ...authorized } });
    expect(response.statusCode).toBe(200);
  });

  it("crosses a handler's failure with code, message and details", async () => {
    const core = new FakeCore(undefined, {
      load: () => Promise.reject(new TresorError("insufficient_memory", "It needs 9 of 4 GB.", { needBytes: 9 })),
    });
    const response = await core.server().inject(requestOf("load"));
    expect(response.statusCode).toBe(503);
    expect(response.headers["retry-after"]).toBe("30");
    expect(response.json()).toEqual({
      error: { code: "insufficient_memory", message: "It needs 9 of 4 GB.", details: { needBytes: 9 } },
    });
  });

  it("gives a stream's failure its status before the first item, and an event after it", async () => {
    const failure = new TresorError("worker_died", "The process ended.");
    const early = new FakeCore(undefined, {
      run: async function* () {
        yield* [];
        throw failure;
      },
    });
    expect((await early.server().inject(requestOf("run"))).statusCode).toBe(502);
    const late = new FakeCore(undefined, {
      run: async function* () {
        yield { event: "text", text: "a" } as const;
        throw failure;
      },
    });
    expect(eventsOf((await late.server().inject(requestOf("run"))).body)).toEqual([
      { event: "item", data: { event: "text", text: "a" } },
      { event: "error", data: { code: "worker_died", message: "The process ended." } },
    ]);
  });
});
