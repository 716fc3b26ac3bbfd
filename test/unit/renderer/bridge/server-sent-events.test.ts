import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { ServerSentParser } from "../../../../src/renderer/bridge/server-sent-events";

const parse = (...chunks: string[]) => {
  const parser = new ServerSentParser();
  return chunks.flatMap((chunk) => parser.feed(chunk));
};

describe("the reader of server-sent events", () => {
  it("reads names, data over several lines, and comments", () => {
    expect(parse(': hello\n\nevent: item\ndata: {"a":1}\nid: 4\n\ndata: one\ndata:two\n\n')).toEqual([
      { event: "item", data: '{"a":1}' },
      { event: "message", data: "one\ntwo" },
    ]);
  });

  it("gives nothing for a message that is not complete or has no data", () => {
    expect(parse("event: item\n\ndata: cut")).toEqual([]);
  });

  it("reads every way of ending a line", () => {
    expect(parse("data: a\r\n\r\ndata: b\r\rdata: c\n\n").map(({ data }) => data)).toEqual(["a", "b", "c"]);
  });

  it("reads the same however the text is cut", () => {
    const text = 'event: item\r\ndata: {"text":"grüß"}\r\n\r\n: alive\n\nevent: end\ndata: {}\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(parse(...chunks)).toEqual(parse(text));
      }),
    );
  });
});
