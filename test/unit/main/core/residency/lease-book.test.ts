import { describe, expect, it } from "vitest";
import { LeaseBook } from "../../../../../src/main/core/residency/lease-book";

describe("LeaseBook", () => {
  it("keeps each request's progress and adds their tokens to one rate", () => {
    const book = new LeaseBook();
    const first = book.open("a", "cli", 0);
    const second = book.open("b", "window", 10);
    book.report(first, { phase: "prefill", promptTokens: 20, promptTokensRead: 5 }, 20);
    book.report(first, { phase: "decode", generatedTokens: 2 }, 30);
    book.report(first, { generatedTokens: 3 }, 40);
    book.report(second, { phase: "decode", generatedTokens: 5 }, 50);
    expect(book.jobs()).toEqual([
      {
        id: "a",
        client: "cli",
        phase: "decode",
        promptTokens: 20,
        promptTokensRead: 5,
        generatedTokens: 3,
        startedAt: "1970-01-01T00:00:00.000Z",
      },
      expect.objectContaining({ id: "b", client: "window", generatedTokens: 5 }),
    ]);
    expect(book.tokensPerSecond(60)).toBe(8);
  });

  it("is idle from the last release on", () => {
    const book = new LeaseBook();
    const [first, second] = [book.open("a", "cli", 0), book.open("b", "cli", 0)];
    expect(book.close(first, 100)).toBe(true);
    expect(book.idleSince).toBeNull();
    expect(book.close(second, 200)).toBe(true);
    expect(book.idleSince).toBe(200);
    book.open("c", "cli", 300);
    expect(book.idleSince).toBeNull();
  });

  it("knows a lease that has ended no more", () => {
    const book = new LeaseBook();
    const lease = book.open("a", "cli", 0);
    book.closeAll(100);
    expect(book.close(lease, 200)).toBe(false);
    expect(book.report(lease, { generatedTokens: 9 }, 200)).toBe(false);
    expect([book.idleSince, book.tokensPerSecond(200), book.jobs()]).toEqual([100, null, []]);
  });

  it("tells when it is empty", async () => {
    const book = new LeaseBook();
    await book.empty();
    const lease = book.open("a", "cli", 0);
    const told: string[] = [];
    const empty = book.empty().then(() => told.push("empty"));
    await Promise.resolve();
    expect(told).toEqual([]);
    book.close(lease, 1);
    await empty;
    expect(told).toEqual(["empty"]);
  });
});
