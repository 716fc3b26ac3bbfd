import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClientMeter, type MeteredRequest } from "../../../../../src/main/core/clients/client-meter";
import { defaultRules } from "../../../../../src/main/core/clients/client-rules";
import { MinuteWindow } from "../../../../../src/main/core/clients/minute-window";
import { TresorError } from "../../../../../src/shared/errors";
import { FakeClock } from "../../../../fakes/clock";
import { openClientBook } from "../../../../support/client-book";
import { temporaryFolder } from "../../../../support/temporary-folder";

const step = fc.oneof(
  fc.record({ type: fc.constant("begin" as const), estimate: fc.nat(400), prompt: fc.nat(400) }),
  fc.record({ type: fc.constant("write" as const), which: fc.nat(5), tokens: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ type: fc.constant("end" as const), which: fc.nat(5) }),
);

/** Undefined when the rules refuse it. */
function allowed<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof TresorError) return undefined;
    throw error;
  }
}

describe("tokens a day", () => {
  it("are never more than the budget, whatever runs at the same time, and nothing stays held", async () => {
    const clock = new FakeClock();
    const { usage } = await openClientBook(temporaryFolder(), clock);
    let run = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 1_000 }), (steps, tokensPerDay) => {
        const name = `client ${(run += 1)}`;
        const rules = { ...defaultRules, tokensPerDay };
        const meter = new ClientMeter(name, usage, clock, () => 0);
        const running: MeteredRequest[] = [];
        const used = () => usage.today(name).promptTokens + usage.today(name).completionTokens;
        for (const one of steps) {
          if (one.type === "begin") {
            const request = allowed(() => meter.admit(rules, one.estimate));
            if (request === undefined) continue;
            if (allowed(() => (request.readPrompt(one.prompt), true)) === undefined) request.end(null);
            else running.push(request);
          } else if (one.type === "write") {
            const request = running[one.which];
            if (request !== undefined) allowed(() => request.write(one.tokens));
          } else {
            running.splice(one.which, 1)[0]?.end(null);
          }
          expect(used()).toBeLessThanOrEqual(tokensPerDay);
        }
        for (const request of running) request.end(null);
        const left = tokensPerDay - used();
        expect(allowed(() => meter.admit(rules, left)) !== undefined).toBe(left > 0);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a minute", () => {
  it("never holds more than its limit, wherever it begins", () => {
    const arrivals = fc.array(fc.record({ pause: fc.nat(30_000), amount: fc.integer({ min: 1, max: 8 }) }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 8, max: 20 }), (all, limit) => {
        const window = new MinuteWindow();
        const taken: { at: number; amount: number }[] = [];
        let now = 0;
        for (const { pause, amount } of all) {
          now += pause;
          const wait = window.waitFor(amount, limit, now);
          if (wait > 0) {
            // What was told is enough to wait, and a moment less would not be.
            expect(window.waitFor(amount, limit, now + wait - 1)).toBeGreaterThan(0);
            now += wait;
            expect(window.waitFor(amount, limit, now)).toBe(0);
          }
          window.add(now, amount);
          taken.push({ at: now, amount });
          const lastMinute = taken.filter(({ at }) => at > now - 60_000);
          expect(lastMinute.reduce((sum, one) => sum + one.amount, 0)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 150 },
    );
  });
});
