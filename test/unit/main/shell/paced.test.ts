import { describe, expect, it } from "vitest";
import { Paced } from "../../../../src/main/shell/paced";
import { FakeClock } from "../../../fakes/clock";

function rig() {
  const clock = new FakeClock();
  const shown: string[] = [];
  return { clock, shown, paced: new Paced<string>(1_000, (value) => void shown.push(value), clock) };
}

describe("Paced", () => {
  it("shows the first at once and then the newest, once an interval", async () => {
    const { clock, shown, paced } = rig();
    for (const value of ["a", "b", "c"]) paced.offer(value);
    expect(shown).toEqual(["a"]);
    await clock.advance(999);
    expect(shown).toEqual(["a"]);
    await clock.advance(1);
    expect(shown).toEqual(["a", "c"]);
    paced.offer("d");
    expect(shown).toEqual(["a", "c"]);
    await clock.advance(5_000);
    paced.offer("e");
    expect(shown).toEqual(["a", "c", "d", "e"]);
  });

  it("shows nothing more after its end", async () => {
    const { clock, shown, paced } = rig();
    paced.offer("a");
    paced.offer("b");
    paced.dispose();
    await clock.advance(5_000);
    expect([shown, clock.waiting]).toEqual([["a"], 0]);
  });
});
