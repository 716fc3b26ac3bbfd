import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { Dashboard, dashboardOptions, type DashboardBrowserWindow } from "../../../../src/main/shell/dashboard-window";

class FakeWindow extends EventEmitter {
  readonly did: string[] = [];
  minimized = false;
  show(): void {
    this.did.push("show");
  }
  focus(): void {
    this.did.push("focus");
  }
  restore(): void {
    this.did.push("restore");
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  async loadURL(url: string): Promise<void> {
    this.did.push(url);
  }
}

function rig() {
  const windows: FakeWindow[] = [];
  const presence: boolean[] = [];
  const create = () => {
    const window = new FakeWindow();
    windows.push(window);
    return window as unknown as DashboardBrowserWindow;
  };
  const dashboard = new Dashboard({ create, origin: "app://tresor", onPresence: (there) => presence.push(there) });
  return { dashboard, windows, presence };
}

describe("Dashboard", () => {
  it("opens once, at the view that is asked for, and comes to the front after that", async () => {
    const { dashboard, windows, presence } = rig();
    await dashboard.open("library");
    await dashboard.open();
    await dashboard.open("connect");
    expect(windows).toHaveLength(1);
    expect(windows[0]?.did).toEqual([
      ...["show", "focus", "app://tresor/index.html#library"],
      ...["show", "focus"],
      ...["show", "focus", "app://tresor/index.html#connect"],
    ]);
    expect(presence).toEqual([true]);
  });

  it("comes back from the minimized state", async () => {
    const { dashboard, windows } = rig();
    await dashboard.open();
    const [window] = windows;
    if (window === undefined) throw new Error("no window");
    window.minimized = true;
    await dashboard.open();
    expect(window.did).toContain("restore");
  });

  it("gives up its place in the Dock when it closes, and opens anew", async () => {
    const { dashboard, windows, presence } = rig();
    await dashboard.open();
    windows[0]?.emit("closed");
    await dashboard.open();
    expect([presence, windows.length]).toEqual([[true, false, true], 2]);
  });

  it("has the look's measures", () => {
    expect(dashboardOptions("darwin")).toMatchObject({
      ...{ width: 1_280, height: 800, minWidth: 1_080, minHeight: 700 },
      titleBarStyle: "hiddenInset",
    });
    expect(dashboardOptions("linux")).not.toHaveProperty("titleBarStyle");
  });
});
