import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { ResponseWriter } from "../../../../../../src/main/core/gateway/answer/response-writer";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("ResponseWriter", () => {
  it("sends what is written in one tick in one piece, and what is long at once", async () => {
    const response = new PassThrough();
    const pieces: string[] = [];
    response.on("data", (piece: Buffer) => pieces.push(piece.toString()));
    const writer = new ResponseWriter(response);
    await writer.write("a");
    await writer.write("b");
    await nextTurn();
    expect(pieces).toEqual(["ab"]);
    await writer.write("c".repeat(20_000));
    await writer.write("d");
    writer.end();
    await nextTurn();
    expect(pieces.slice(1).map((piece) => piece.length)).toEqual([20_000, 1]);
  });

  it("waits until the reader has taken what is too much", async () => {
    const response = new PassThrough({ highWaterMark: 4 });
    const writer = new ResponseWriter(response);
    await writer.write("more than four bytes");
    await nextTurn();
    let written = false;
    const writing = writer.write("more").then(() => (written = true));
    await nextTurn();
    expect([writer.isBlocked, written]).toEqual([true, false]);
    response.resume();
    await writing;
    expect(written).toBe(true);
  });

  it("fails when the client goes away, before or while it waits", async () => {
    const response = new PassThrough({ highWaterMark: 4 });
    const writer = new ResponseWriter(response);
    await writer.write("more than four bytes");
    await nextTurn();
    const writing = writer.write("more");
    response.destroy();
    await expect(writing).rejects.toMatchObject({ code: "cancelled" });
    await expect(writer.write("again")).rejects.toMatchObject({ code: "cancelled" });
    expect(() => writer.end()).not.toThrow();
  });

  it("gives up on a reader that has stopped", async () => {
    const response = new PassThrough({ highWaterMark: 4 });
    const writer = new ResponseWriter(response, 1);
    await writer.write("more than four bytes");
    await nextTurn();
    await expect(writer.write("more")).rejects.toMatchObject({ code: "cancelled" });
    expect(response.destroyed).toBe(true);
  });
});
