import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlacementSimulator } from "../../../../../support/placement-simulator";

const gigabyte = 1e9;
/** A smaller dose, or a larger one: TRESOR_HISTORIES. */
const histories = Number(process.env["TRESOR_HISTORIES"] ?? 20_000);

const index = fc.nat(4);
const models = fc.array(
  fc.record({ gigabytes: fc.integer({ min: 1, max: 10 }), loadMilliseconds: fc.constantFrom(5, 300, 2_000, 30_000) }),
  { minLength: 2, maxLength: 5 },
);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      model: index,
      milliseconds: fc.constantFrom(1, 50, 800, 20_000),
      times: fc.constantFrom(1, 1, 3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), milliseconds: fc.constantFrom(0, 30, 700, 6_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("pin" as const, "unpin" as const, "crash" as const, "cancel" as const),
      model: index,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        kind: fc.constant("pressure" as const),
        level: fc.constantFrom("normal" as const, "warn" as const, "critical" as const),
      }),
      fc.record({
        kind: fc.constant("capacity" as const),
        bytes: fc.integer({ min: 2, max: 24 }).map((count) => count * gigabyte),
      }),
    ),
  },
);

describe("random histories of requests, pins, crashes and pressure", () => {
  it(
    `never break a rule of placement, and everybody is answered (${histories} histories)`,
    { timeout: 300_000 },
    () => {
      let [asked, answered, evictions] = [0, 0, 0];
      fc.assert(
        fc.property(
          models,
          fc.integer({ min: 4, max: 20 }),
          fc.array(step, { minLength: 1, maxLength: 30, size: "max" }),
          (sizes, gigabytes, steps) => {
            const simulator = new PlacementSimulator(
              sizes.map(({ gigabytes: size, loadMilliseconds }, at) => ({
                reference: `model-${at}:f16`,
                bytes: size * gigabyte,
                loadMilliseconds,
              })),
              gigabytes * gigabyte,
            );
            for (const taken of steps) {
              if (taken.kind === "ask") asked += taken.times;
              simulator.take(taken);
            }
            simulator.finish();
            answered += simulator.served + simulator.refused + simulator.cancelled;
            evictions += simulator.evictions;
          },
        ),
        { numRuns: histories },
      );
      expect(answered).toBe(asked);
      // Histories in which nobody had to leave would prove nothing.
      expect(evictions).toBeGreaterThan(histories / 10);
    },
  );
});
