import { EventEmitter } from "node:events";
import type { Rectangle } from "electron";
import { describe, expect, it } from "vitest";
import { Popover, popoverOptions, type PopoverWindow } from "../../../../src/main/shell/popover";

const workArea = { x: 0, y: 25, width: 1_600, height: 1_000 };
const icon = { x: 1_000, y: 0, width: 24, height: 24 };

class FakeWindow extends EventEmitter {
  visible = false;
  bounds: Rectangle | undefined;
  readonly webContents = { isDevToolsFocused: () => this.devToolsFocused };
  devToolsFocused = false;
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
  }
  focus(): void {
    // Focus is the window system's; a blur is emitted by the test.
  }
  isVisible(): boolean {
    return this.visible;
  }
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds;
  }
}

function rig() {
  const window = new FakeWindow();
  const time = { now: 1_000 };
  const screen = { workAreaAt: () => workArea, pointer: () => ({ x: 800, y: 20 }) };
  return { window, time, popover: new Popover(window as unknown as PopoverWindow, screen, () => time.now) };
}

describe("Popover", () => {
  it("opens at the icon and closes at the next click", () => {
    const { window, popover } = rig();
    popover.toggle(icon);
    expect([window.visible, window.bounds]).toEqual([true, { x: 822, y: 30, width: 380, height: 160 }]);
    popover.toggle(icon);
    expect(window.visible).toBe(false);
  });

  it("opens at the pointer where the desktop does not tell the icon's place", () => {
    const { window, popover } = rig();
    popover.toggle({ x: 0, y: 0, width: 0, height: 0 });
    expect(window.bounds?.x).toBe(610);
  });

  it("stays closed when the click that took its focus arrives, and opens at a later one", () => {
    const { window, time, popover } = rig();
    popover.toggle(icon);
    window.emit("blur");
    time.now += 100;
    popover.toggle(icon);
    expect(window.visible).toBe(false);
    time.now += 300;
    popover.toggle(icon);
    expect(window.visible).toBe(true);
  });

  it("stays open while its developer tools have the focus", () => {
    const { window, popover } = rig();
    popover.toggle(icon);
    window.devToolsFocused = true;
    window.emit("blur");
    expect(window.visible).toBe(true);
  });

  it("follows the content's height up to 640", () => {
    const { window, popover } = rig();
    popover.show(icon);
    popover.resize(412.3);
    expect(window.bounds?.height).toBe(413);
    popover.resize(9_000);
    expect(window.bounds?.height).toBe(640);
  });

  it("knows its own page", () => {
    const { window, popover } = rig();
    expect([popover.isWindowOf(window.webContents), popover.isWindowOf({})]).toEqual([true, false]);
  });
});

describe("popoverOptions", () => {
  it("asks for a panel with the system's material on macOS only", () => {
    expect(popoverOptions("darwin")).toMatchObject({ type: "panel", vibrancy: "popover", show: false, frame: false });
    expect(popoverOptions("linux")).not.toHaveProperty("type");
  });
});
