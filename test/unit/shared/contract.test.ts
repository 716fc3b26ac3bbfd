import { describe, expect, it } from "vitest";
import { calls } from "../../../src/shared/contract/calls";
import {
  callNames,
  createClient,
  isCallName,
  routeOf,
  type Handlers,
  type Transport,
} from "../../../src/shared/contract/derive";
import { dispatch } from "../../../src/shared/contract/dispatch";
import { TresorError, errorRegistry, isErrorCode } from "../../../src/shared/errors";

describe("the contract", () => {
  it("gives every call its own route", () => {
    const routes = callNames.map((name) => `${routeOf(name).method} ${routeOf(name).path}`);
    expect(new Set(routes).size).toBe(callNames.length);
    expect(routeOf("status")).toEqual({ method: "GET", path: "/tresor/v1/status" });
    expect(routeOf("load")).toEqual({ method: "POST", path: "/tresor/v1/load" });
  });

  it("knows its own calls only", () => {
    expect(isCallName("load")).toBe(true);
    expect(isCallName("toString")).toBe(false);
  });

  it("derives a client method for each call", async () => {
    const seen: unknown[] = [];
    const transport: Transport = {
      call: async (name, input) => {
        seen.push([name, input]);
        return { ok: name };
      },
      stream: async function* (name, input) {
        seen.push([name, input]);
        yield 1;
      },
      subscribe: () => () => undefined,
    };
    const client = createClient(transport);
    await client.pin({ reference: "a:b" });
    for await (const item of client.run({ messages: [{ role: "user", content: "hi" }] })) expect(item).toBe(1);
    expect(seen).toEqual([
      ["pin", { reference: "a:b" }],
      ["run", { messages: [{ role: "user", content: "hi" }] }],
    ]);
    expect(Object.keys(client).sort()).toEqual([...callNames, "subscribe"].sort());
  });

  it("validates input before a handler sees it, naming the field", async () => {
    const caller = { client: "test", signal: new AbortController().signal };
    const handlers = { ps: async (input: unknown) => input } as unknown as Handlers;
    expect(await dispatch(handlers, "ps", undefined, caller)).toEqual({ history: false });
    await expect(dispatch(handlers, "load", { reference: "a", context: -1 }, caller)).rejects.toMatchObject({
      code: "invalid_request",
      details: { field: "context" },
    });
  });

  it("covers a query, a command and a stream", () => {
    expect(new Set(Object.values(calls).map(({ kind }) => kind))).toEqual(new Set(["query", "command", "stream"]));
  });
});

describe("TresorError", () => {
  it("crosses the wire with code, message and details", () => {
    const error = new TresorError("context_exceeded", "too long", { promptTokens: 9 });
    const back = TresorError.fromWire(JSON.parse(JSON.stringify(error.toWire())) as ReturnType<TresorError["toWire"]>);
    expect([back.code, back.message, back.details, back.status]).toEqual([
      "context_exceeded",
      "too long",
      { promptTokens: 9 },
      400,
    ]);
  });

  it("turns what is not one into 'internal', and an abort into 'cancelled'", () => {
    expect(TresorError.from(new Error("x")).code).toBe("internal");
    expect(TresorError.from(new DOMException("stop", "AbortError")).code).toBe("cancelled");
    expect(isErrorCode("constructor")).toBe(false);
    expect(Object.keys(errorRegistry).every(isErrorCode)).toBe(true);
  });
});
