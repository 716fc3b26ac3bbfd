import { describe, expect, it } from "vitest";
import { anchorOf, popoverBounds } from "../../../../src/main/shell/popover-position";

const size = { width: 380, height: 600 };

describe("popoverBounds", () => {
  it("opens under an icon in a menu bar at the top, centred at it", () => {
    const workArea = { x: 0, y: 25, width: 1_728, height: 1_000 };
    const bounds = popoverBounds({ x: 1_000, y: 0, width: 24, height: 24 }, size, workArea);
    expect(bounds).toEqual({ x: 822, y: 30, width: 380, height: 600 });
  });

  it("opens above an icon in a panel at the bottom", () => {
    const workArea = { x: 0, y: 0, width: 1_920, height: 1_040 };
    expect(popoverBounds({ x: 960, y: 1_044, width: 32, height: 32 }, size, workArea)).toMatchObject({ y: 438 });
  });

  it("stays within the screen at its edges, also on a second one with negative coordinates", () => {
    const right = popoverBounds({ x: 1_910, y: 0, width: 24, height: 24 }, size, {
      x: 0,
      y: 24,
      width: 1_920,
      height: 1_000,
    });
    expect(right.x + right.width).toBe(1_920);
    const left = popoverBounds({ x: -1_918, y: 0, width: 24, height: 24 }, size, {
      x: -1_920,
      y: 24,
      width: 1_920,
      height: 1_000,
    });
    expect(left.x).toBe(-1_920);
  });

  it("shrinks to a screen that is smaller than itself", () => {
    const workArea = { x: 0, y: 20, width: 300, height: 400 };
    expect(popoverBounds({ x: 10, y: 0, width: 20, height: 20 }, size, workArea)).toEqual(workArea);
  });
});

describe("anchorOf", () => {
  it("takes the icon's place, or the pointer's where the desktop does not tell", () => {
    const icon = { x: 5, y: 6, width: 7, height: 8 };
    expect(anchorOf(icon, { x: 1, y: 2 })).toBe(icon);
    expect(anchorOf({ x: 0, y: 0, width: 0, height: 0 }, { x: 1, y: 2 })).toEqual({ x: 1, y: 2, width: 0, height: 0 });
  });
});
