import { describe, expect, it } from "vitest";
import { authorized, FakeCore, loopback } from "../../../../../../../fakes/gateway";
import { FakeLibrary, fakeModel } from "../../../../../../../fakes/library";

const digest = `sha256:${"cd".repeat(32)}`;

function send(
  core: FakeCore,
  method: "HEAD" | "POST",
  url: string,
  payload?: object | Buffer,
  headers: object = authorized,
) {
  return core.server().inject({ method, url, headers: { ...loopback, ...headers }, ...(payload && { payload }) });
}

describe("creating by Ollama's API", () => {
  it.each([
    ["POST", "/api/create", { model: "mario", from: "tiny" }],
    ["POST", `/api/blobs/${digest}`, Buffer.from("GGUF")],
    ["HEAD", `/api/blobs/${digest}`, undefined],
  ] as const)("wants the admin token: %s %s", async (method, url, payload) => {
    const core = new FakeCore();
    expect((await send(core, method, url, payload, {})).statusCode).toBe(401);
    expect([core.presets.created, core.recorded, core.blobs.received.size]).toEqual([[], [], 0]);
  });

  it("makes a name that adds something, in lines or whole", async () => {
    const core = new FakeCore();
    const body = { model: "Mario:latest", from: "tiny", system: "You are Mario.", parameters: { num_keep: 4 } };
    const response = await send(core, "POST", "/api/create", body);
    expect(response.body.trimEnd().split("\n").at(-1)).toBe('{"status":"success"}');
    expect(response.headers["x-tresor-ignored"]).toBe("parameters.num_keep");
    expect(core.presets.created).toMatchObject([{ name: "mario", from: "tiny", parts: { system: "You are Mario." } }]);
    const whole = await send(core, "POST", "/api/create", { ...body, stream: false });
    expect(whole.json()).toEqual({ status: "success" });
    const shown = await core
      .server()
      .inject({ method: "POST", url: "/api/show", headers: loopback, payload: { model: "tiny" } });
    expect(shown.json()).not.toHaveProperty("system");
  });

  it("makes a name that adds nothing an alias", async () => {
    const core = new FakeCore();
    await send(core, "POST", "/api/create", { model: "mine", from: "tiny" });
    expect(core.recorded).toMatchObject([{ name: "setAlias", input: { name: "mine", reference: "tiny" } }]);
    expect(core.presets.created).toEqual([]);
  });

  it("takes files by their digest, once", async () => {
    const core = new FakeCore();
    const url = `/api/blobs/${digest}`;
    expect((await send(core, "HEAD", url)).statusCode).toBe(404);
    expect((await send(core, "POST", url, Buffer.from("GGUF and more"))).statusCode).toBe(201);
    expect(core.blobs.received.get(digest)?.toString()).toBe("GGUF and more");
    expect((await send(core, "HEAD", url)).statusCode).toBe(200);
    expect((await send(core, "POST", url, Buffer.from("GGUF other"))).statusCode).toBe(200);
    expect(core.blobs.received.get(digest)?.toString()).toBe("GGUF and more");
  });

  it("makes a model of a file, with a name beside it only where the file could not have that name", async () => {
    const core = new FakeCore();
    await send(core, "POST", "/api/create", { model: "tiny", files: { "a.gguf": digest } });
    expect([core.blobs.claimed, core.recorded]).toEqual([[`${digest} tiny`], []]);
    await send(core, "POST", "/api/create", { model: "other", files: { "a.gguf": digest } });
    expect(core.recorded).toMatchObject([{ name: "setAlias", input: { name: "other", reference: "tiny:q8_0" } }]);
    const named = new FakeCore(new FakeLibrary([fakeModel({ aliases: ["tiny"] })]));
    await send(named, "POST", "/api/create", { model: "tiny", files: { "a.gguf": digest } });
    expect(named.recorded).toMatchObject([{ name: "setAlias" }]);
  });

  it.each(["../../etc", "a/b", "with space", "0123456789abcdef"])("refuses the name %j", async (model) => {
    const core = new FakeCore();
    const response = await send(core, "POST", "/api/create", { model, from: "tiny" });
    expect([response.statusCode, core.recorded]).toEqual([400, []]);
  });
});
