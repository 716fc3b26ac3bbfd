import { describe, expect, it } from "vitest";
import { PauseGate } from "../../../../src/main/fetcher/pause-gate";
import { backOffMilliseconds, persistently, type Conditions } from "../../../../src/main/fetcher/persistence";
import { Interrupted } from "../../../../src/main/fetcher/web/interrupted";

function conditions(rest: Partial<Conditions> = {}): Conditions {
  const pace = { stallMilliseconds: 1, retryMilliseconds: 1, attempts: 3, checkpointMilliseconds: 1, segmentBytes: 1 };
  return { gate: new PauseGate(), signal: new AbortController().signal, pace, ...rest };
}

describe("backOffMilliseconds", () => {
  it("doubles up to half a minute, and never waits less than it is asked to", () => {
    expect([1, 2, 3, 6, 20].map((failures) => backOffMilliseconds(failures, 1_000, null))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ]);
    expect(backOffMilliseconds(1, 1_000, 90_000)).toBe(90_000);
    expect(backOffMilliseconds(4, 1_000, 0)).toBe(1_000);
  });
});

describe("persistently", () => {
  it("gives up after so many interruptions in a row, and keeps the last one's words", async () => {
    let attempts = 0;
    const failing = persistently(async () => {
      attempts++;
      throw new Interrupted("the line is dead");
    }, conditions());
    await expect(failing).rejects.toMatchObject({ code: "download_failed", message: /3 attempts.*the line is dead/ });
    expect(attempts).toBe(3);
  });

  it("counts from nought when something was gained", async () => {
    let attempts = 0;
    await persistently(async (_signal, gained) => {
      if (++attempts === 10) return;
      gained();
      throw new Interrupted("again");
    }, conditions());
    expect(attempts).toBe(10);
  });

  it("throws on what no repetition mends", async () => {
    await expect(
      persistently(async () => {
        throw new RangeError("wrong");
      }, conditions()),
    ).rejects.toThrow(RangeError);
  });

  it("does not wait for a server that wants hours", async () => {
    const failing = persistently(async () => {
      throw new Interrupted("busy", 3_600_000);
    }, conditions());
    await expect(failing).rejects.toMatchObject({ message: /asks to wait 3600 s/ });
  });

  it("rests while the gate is closed and counts no failure for it", async () => {
    const gate = new PauseGate();
    const seen: boolean[] = [];
    const done = persistently(async (signal) => {
      seen.push(gate.isClosed);
      if (seen.length > 5) return;
      gate.close();
      setTimeout(() => gate.open(), 1);
      expect(signal.aborted).toBe(true);
      throw new Error("what a closed connection throws");
    }, conditions({ gate }));
    await done;
    expect(seen).toEqual(Array.from({ length: 6 }, () => false));
  });

  it("ends when the job is cancelled, also at a closed gate", async () => {
    const gate = new PauseGate();
    gate.close();
    const cancelling = new AbortController();
    const waiting = persistently(async () => undefined, conditions({ gate, signal: cancelling.signal }));
    cancelling.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
  });
});
