import { describe, expect, it } from "vitest";
import { DemandBook } from "../../../../../src/main/core/residency/demand-book";
import { TresorError } from "../../../../../src/shared/errors";

/** What one demand too many is told at this moment; the first came at 0. */
function refused(now: number, loadMilliseconds: number | null): unknown {
  const book = new DemandBook();
  for (let number = 0; number < 256; number += 1) book.open("tiny:q8_0", { since: 0, job: null });
  try {
    book.open("tiny:q8_0", { since: now, job: null }, loadMilliseconds);
  } catch (error) {
    return error instanceof TresorError ? { code: error.code, ...error.details } : error;
  }
  return null;
}

describe("the book of demands", () => {
  it("takes no more than so many for a model, and tells when the load that they wait for should be over", () => {
    expect(refused(4_000, 30_000)).toEqual({ code: "queue_full", waiting: 256, retryAfterSeconds: 26 });
    expect(refused(90_000, 30_000)).toEqual({ code: "queue_full", waiting: 256, retryAfterSeconds: 1 });
    expect(refused(4_000, null)).toEqual({ code: "queue_full", waiting: 256 });
  });
});
