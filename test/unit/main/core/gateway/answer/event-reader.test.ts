import { describe, expect, it } from "vitest";
import { EventReader, silence, within } from "../../../../../../src/main/core/gateway/answer/event-reader";

describe("EventReader", () => {
  it("loses nothing that comes after the limit, and asks for one value at a time", async () => {
    let release: (value: number) => void = () => undefined;
    const late = new Promise<number>((resolve) => (release = resolve));
    let asked = 0;
    const reader = new EventReader(
      (async function* () {
        asked += 1;
        yield await late;
        asked += 1;
      })(),
    );
    expect(await reader.nextWithin(0)).toBe(silence);
    expect(await reader.nextWithin(0)).toBe(silence);
    expect(asked).toBe(1);
    release(5);
    expect(await reader.nextWithin(10_000)).toBe(5);
    expect(await reader.next()).toBeUndefined();
  });

  it("throws what the iteration throws, also after a silence", async () => {
    const reader = new EventReader(
      (async function* () {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield* [];
        throw new Error("broken");
      })(),
    );
    expect(await reader.nextWithin(0)).toBe(silence);
    await expect(reader.nextWithin(10_000)).rejects.toThrow("broken");
  });

  it("lets the producer clean up when it is closed early", async () => {
    const cleaned = new Promise<string>((resolve) => {
      const reader = new EventReader(
        (async function* () {
          try {
            yield 1;
            yield 2;
          } finally {
            resolve("cleaned");
          }
        })(),
      );
      void reader.next().then(() => reader.close());
    });
    expect(await cleaned).toBe("cleaned");
  });
});

describe("within", () => {
  it("gives the value in time, silence otherwise, and the failure in time", async () => {
    expect(await within(Promise.resolve(1), 10_000)).toBe(1);
    expect(await within(new Promise(() => undefined), 0)).toBe(silence);
    await expect(within(Promise.reject(new Error("no")), 10_000)).rejects.toThrow("no");
  });
});
