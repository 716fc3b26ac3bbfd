import { describe, expect, it } from "vitest";
import { createLogger } from "../../../../../src/main/core/kernel/logger";
import { serveWindows, type WindowRequests } from "../../../../../src/main/shell/ipc/validated-ipc";
import { channels } from "../../../../../src/shared/contract/channels";
import { callNames, isStreamName, type Handlers } from "../../../../../src/shared/contract/derive";
import { TresorError } from "../../../../../src/shared/errors";
import { settled } from "../../../../fakes/clock";
import { FakeIpcMain, FakePage } from "../../../../fakes/electron-ipc";
import { fakeHandlers } from "../../../../fakes/handlers";

const question = { messages: [{ role: "user", content: "hi" }] };

function served(overrides: Partial<Handlers> = {}) {
  const ipc = new FakeIpcMain();
  const page = new FakePage();
  const asked: unknown[][] = [];
  const window: WindowRequests = {
    openDashboard: (view) => void asked.push(["openDashboard", view]),
    hide: () => void asked.push(["hide"]),
    copyText: async (text) => void asked.push(["copyText", text]),
    resize: (_sender, height) => void asked.push(["resize", height]),
  };
  const { handlers, recorded } = fakeHandlers(overrides);
  const logger = createLogger({ level: "silent" });
  serveWindows({ ipcMain: ipc.asIpcMain(), origin: "app://tresor", handlers, window, logger });
  return { ipc, page, asked, recorded };
}

/** A run that says one word and then waits until it is aborted. */
function endlessRun() {
  let abortedBy: AbortSignal | undefined;
  const run: Handlers["run"] = async function* (_input, { signal }) {
    yield { event: "text", text: "one" };
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    abortedBy = signal;
    throw new TresorError("cancelled", "The request was cancelled.");
  };
  return { run, isAborted: () => abortedBy?.aborted === true };
}

/** Has every field that a call may demand; what a call does not know it leaves out. */
const anyInput = { reference: "tiny:q8_0", name: "mine", id: "download-1", token: null };

describe("calls over IPC", () => {
  it("reach the handler of every call in the contract, as the window", async () => {
    for (const name of callNames.filter((candidate) => !isStreamName(candidate))) {
      const { ipc, page, recorded } = served();
      expect(await ipc.invoke(page, channels.call, name, anyInput), name).toMatchObject({ ok: true });
      expect(recorded, name).toMatchObject([{ name, caller: { client: "window" } }]);
    }
  });

  it("carry failures as values, with code and details", async () => {
    const load: Handlers["load"] = async () => {
      throw new TresorError("insufficient_memory", "Too large.", { neededBytes: 9 });
    };
    const { ipc, page } = served({ load });
    expect(await ipc.invoke(page, channels.call, "load", { reference: "a" })).toEqual({
      ok: false,
      error: { code: "insufficient_memory", message: "Too large.", details: { neededBytes: 9 } },
    });
  });

  it.each([
    ["an input outside the schema", "load", { reference: 7 }, "invalid_request"],
    ["an unknown name", "toString", {}, "route_not_found"],
    ["no name", undefined, {}, "route_not_found"],
    ["a stream", "run", question, "invalid_request"],
  ])("refuse %s before any handler", async (_what, name, input, code) => {
    const { ipc, page, recorded } = served();
    expect(await ipc.invoke(page, channels.call, name, input)).toMatchObject({ ok: false, error: { code } });
    expect(recorded).toEqual([]);
  });

  it("refuse a page that is not ours", async () => {
    const { ipc, page, asked, recorded } = served();
    page.frame = { url: "https://example.com/", parent: null };
    expect(await ipc.invoke(page, channels.call, "status", {})).toMatchObject({ error: { code: "forbidden_origin" } });
    expect(await ipc.invoke(page, channels.copyText, "x")).toMatchObject({ error: { code: "forbidden_origin" } });
    ipc.send(page, channels.streamStart, 1, "run", question);
    ipc.send(page, channels.hide);
    await settled();
    expect([asked, recorded, page.received]).toEqual([[], [], []]);
  });
});

describe("streams over IPC", () => {
  it("send each item and one end, under the window's id", async () => {
    const { ipc, page } = served();
    ipc.send(page, channels.streamStart, 5, "run", question);
    await page.hears(channels.streamEnd);
    expect(page.received).toMatchObject([
      { channel: channels.streamItem, values: [5, { event: "text", text: "Hello" }] },
      { channel: channels.streamItem, values: [5, { event: "done" }] },
      { channel: channels.streamEnd, values: [5, null] },
    ]);
  });

  it("end with the error, also when the input or the name is wrong", async () => {
    const { ipc, page } = served();
    ipc.send(page, channels.streamStart, 1, "run", { messages: [] });
    ipc.send(page, channels.streamStart, 2, "status", {});
    await settled();
    expect(page.received).toMatchObject([
      { channel: channels.streamEnd, values: [1, { code: "invalid_request" }] },
      { channel: channels.streamEnd, values: [2, { code: "invalid_request" }] },
    ]);
  });

  it("are aborted by a cancel, which is answered", async () => {
    const { run, isAborted } = endlessRun();
    const { ipc, page } = served({ run });
    ipc.send(page, channels.streamStart, 1, "run", question);
    await page.hears(channels.streamItem);
    ipc.send(page, channels.streamCancel, 1);
    await page.hears(channels.streamEnd);
    expect(isAborted()).toBe(true);
    expect(page.received.at(-1)?.values).toMatchObject([1, { code: "cancelled" }]);
  });

  it.each([
    ["destroyed", []],
    ["render-process-gone", []],
    ["did-start-navigation", [{ isMainFrame: true, isSameDocument: false }]],
  ] as const)("are aborted in silence when the page is gone: %s", async (event, values) => {
    const { run, isAborted } = endlessRun();
    const { ipc, page } = served({ run });
    ipc.send(page, channels.streamStart, 1, "run", question);
    await page.hears(channels.streamItem);
    page.emit(event, ...values);
    await settled();
    expect(isAborted()).toBe(true);
    expect(page.received).toHaveLength(1);
  });

  it("go on when only the hash of the page changes", async () => {
    const { run, isAborted } = endlessRun();
    const { ipc, page } = served({ run });
    ipc.send(page, channels.streamStart, 1, "run", question);
    await page.hears(channels.streamItem);
    page.emit("did-start-navigation", { isMainFrame: true, isSameDocument: true });
    await settled();
    expect(isAborted()).toBe(false);
  });
});

describe("what a page asks of its window", () => {
  it("is done when it has the right form, and left when it has not", async () => {
    const { ipc, page, asked } = served();
    ipc.send(page, channels.openDashboard, "library");
    ipc.send(page, channels.openDashboard, "javascript:");
    ipc.send(page, channels.resize, 400);
    ipc.send(page, channels.resize, Number.NaN);
    ipc.send(page, channels.hide);
    expect(await ipc.invoke(page, channels.copyText, "text")).toMatchObject({ ok: true });
    expect(await ipc.invoke(page, channels.copyText, {})).toMatchObject({ error: { code: "invalid_request" } });
    expect(asked).toEqual([["openDashboard", "library"], ["resize", 400], ["hide"], ["copyText", "text"]]);
  });
});
