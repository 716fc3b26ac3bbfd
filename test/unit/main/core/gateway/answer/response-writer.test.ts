import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { ResponseWriter } from "../../../../../../src/main/core/gateway/answer/response-writer";

describe("ResponseWriter", () => {
  it("waits until the reader has taken what is too much", async () => {
    const response = new PassThrough({ highWaterMark: 4 });
    const writer = new ResponseWriter(response);
    let written = false;
    const writing = writer.write("more than four bytes").then(() => (written = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(false);
    response.resume();
    await writing;
    expect(written).toBe(true);
  });

  it("fails when the client goes away, before or while it waits", async () => {
    const response = new PassThrough({ highWaterMark: 4 });
    const writer = new ResponseWriter(response);
    const writing = writer.write("more than four bytes");
    response.destroy();
    await expect(writing).rejects.toMatchObject({ code: "cancelled" });
    await expect(writer.write("again")).rejects.toMatchObject({ code: "cancelled" });
    expect(() => writer.end()).not.toThrow();
  });
});
