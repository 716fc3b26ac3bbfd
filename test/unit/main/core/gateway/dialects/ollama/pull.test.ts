import { describe, expect, it } from "vitest";
import { decodePull } from "../../../../../../../src/main/core/gateway/dialects/ollama/pull";
import { PullLines } from "../../../../../../../src/main/core/gateway/dialects/ollama/pull-lines";
import { TresorError } from "../../../../../../../src/shared/errors";
import { authorized, FakeCore, loopback } from "../../../../../../fakes/gateway";
import { fakeDigest } from "../../../../../../fakes/inference";
import { downloadOf } from "../../../../../../support/download";

const body = { model: "hf.co/example/story-GGUF:Q8_0" };

function pull(core: FakeCore, payload: object, headers: object = authorized) {
  return core.server().inject({ method: "POST", url: "/api/pull", headers: { ...loopback, ...headers }, payload });
}

describe("decodePull", () => {
  it.each([
    [{ model: "tiny" }, { source: "tiny", stream: true }],
    [
      { name: "tiny:latest", stream: false },
      { source: "tiny", stream: false },
    ],
    [
      { model: "hf.co/a/b:Q8_0", insecure: true },
      { source: "hf.co/a/b:Q8_0", stream: true },
    ],
  ])("reads %j", (fields, decoded) => {
    expect(decodePull(fields)).toEqual(decoded);
  });

  it.each([{}, { model: "" }, { model: 3 }])("refuses %j", (fields) => {
    expect(() => decodePull(fields)).toThrow("model");
  });
});

describe("PullLines", () => {
  const file = { name: "story.Q8_0.gguf", bytes: 0, totalBytes: 2e6, digest: fakeDigest };

  it("says each state once, and of each file what has come", () => {
    const lines = new PullLines();
    const status = `pulling ${fakeDigest.slice(7, 19)}`;
    expect(lines.next({ state: "resolving", files: [] })).toEqual([{ status: "pulling manifest" }]);
    expect(lines.next({ state: "resolving", files: [] })).toEqual([]);
    expect(lines.next({ state: "downloading", files: [file, { ...file, name: "b", digest: null }] })).toEqual([
      { status, digest: fakeDigest, total: 2e6, completed: 0 },
      { status: "pulling b", total: 2e6, completed: 0 },
    ]);
    expect(lines.next({ state: "downloading", files: [{ ...file, bytes: 2e6 }] })).toEqual([
      { status, digest: fakeDigest, total: 2e6, completed: 2e6 },
    ]);
    expect(lines.next({ state: "verifying", files: [file] })).toEqual([{ status: "verifying sha256 digest" }]);
    expect(lines.next({ state: "verifying", files: [file] })).toEqual([]);
    expect(lines.end()).toEqual([{ status: "writing manifest" }, { status: "success" }]);
  });
});

describe("POST /api/pull", () => {
  it("needs the admin token, and says so in the dialect", async () => {
    const core = new FakeCore();
    for (const headers of [{}, { authorization: "Bearer wrong" }]) {
      const response = await pull(core, body, headers);
      expect(response.statusCode).toBe(401);
      expect(response.json()).toEqual({ error: expect.stringContaining("admin-token") as string });
    }
    expect(core.recorded).toEqual([]);
  });

  it("streams lines up to success", async () => {
    const core = new FakeCore(undefined, { downloads: async () => ({ downloads: [downloadOf()] }) });
    const response = await pull(core, body);
    expect(response.headers["content-type"]).toBe("application/x-ndjson");
    const lines = response.body.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { status: "pulling story.Q8_0.gguf", total: 2e6, completed: 1e6 },
      { status: "verifying sha256 digest" },
      { status: "writing manifest" },
      { status: "success" },
    ]);
    expect(core.recorded[0]).toMatchObject({ name: "pull", input: { source: body.model } });
  });

  it("answers in one piece when asked to", async () => {
    expect((await pull(new FakeCore(), { ...body, stream: false })).json()).toEqual({ status: "success" });
  });

  it("gives a failure at the start its own status, and one in the stream a line", async () => {
    const refusing = new FakeCore(undefined, {
      pull: () => {
        throw new TresorError("invalid_request", "That is no source.");
      },
    });
    const refused = await pull(refusing, body);
    expect([refused.statusCode, refused.json()]).toEqual([400, { error: "That is no source." }]);
    const failing = new FakeCore(undefined, {
      pull: async function* () {
        yield* [];
        yield {
          ...{ event: "progress", id: "1", state: "resolving", bytes: 0 },
          ...{ totalBytes: null, bytesPerSecond: null, etaSeconds: null },
        } as const;
        throw new TresorError("disk_full", "There is no room.");
      },
    });
    const failed = await pull(failing, body);
    expect(failed.statusCode).toBe(200);
    expect(failed.body.trimEnd().split("\n").at(-1)).toBe('{"error":"There is no room."}');
    const whole = await pull(failing, { ...body, stream: false });
    expect([whole.statusCode, whole.json()]).toEqual([507, { error: "There is no room." }]);
  });
});
