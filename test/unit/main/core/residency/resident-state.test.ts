import { describe, expect, it } from "vitest";
import {
  residentEvents,
  transition,
  type ResidentEvent,
  type ResidentPhase,
} from "../../../../../src/main/core/residency/resident-state";
import { residentStateSchema } from "../../../../../src/shared/shapes/resident";

const phases: readonly ResidentPhase[] = [...residentStateSchema.options, "gone"];

/** The whole table: a row for each phase, a column for each event, `·` where the event is illegal. */
const table = `
             retried   refused  launched  loaded  broken     dismissed  drained    ended
  starting   ·         gone     loading   ·       failed     unloading  ·          ·
  loading    ·         ·        ·         ready   failed     unloading  ·          ·
  ready      ·         ·        ·         ·       failed     draining   ·          ·
  draining   ·         ·        ·         ·       unloading  ·          unloading  ·
  unloading  ·         ·        ·         ·       unloading  ·          ·          gone
  failed     starting  ·        ·         ·       ·          unloading  ·          ·
  gone       ·         ·        ·         ·       ·          ·          ·          ·
`;

const [header = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));

const cells = rows.flatMap(([phase, ...nexts]) =>
  nexts.map((next, column) => ({
    phase: phase as ResidentPhase,
    event: header[column] as ResidentEvent,
    next: next === "·" ? null : next,
  })),
);

describe("transition", () => {
  it("is decided for every phase and every event", () => {
    expect(header).toEqual(residentEvents);
    expect(rows.map(([phase]) => phase)).toEqual(phases);
    expect(cells).toHaveLength(phases.length * residentEvents.length);
  });

  it.each(cells)("$phase, $event → $next", ({ phase, event, next }) => {
    expect(transition(phase, event)).toBe(next);
  });
});
