import { EventEmitter } from "node:events";
import type { Menu, MenuItemConstructorOptions, NativeImage, Rectangle } from "electron";
import { describe, expect, it } from "vitest";
import { TrayIcon, type TrayItem } from "../../../../src/main/shell/tray";
import { trayView, type TrayAction } from "../../../../src/main/shell/tray-view";
import { english } from "../../../../src/main/shell/tray-words";
import { residentOf } from "../../../support/resident";
import { vaultOf } from "../../../support/vault";

const place = { x: 10, y: 0, width: 24, height: 24 };

class FakeTray extends EventEmitter {
  readonly did: unknown[][] = [];
  setImage(image: unknown): void {
    this.did.push(["image", image]);
  }
  setToolTip(text: string): void {
    this.did.push(["tooltip", text]);
  }
  setContextMenu(menu: unknown): void {
    this.did.push(["menu", menu]);
  }
  popUpContextMenu(menu: unknown): void {
    this.did.push(["popup", menu]);
  }
  setIgnoreDoubleClickEvents(): void {
    // A double click is two clicks on every desktop.
  }
  getBounds(): Rectangle {
    return place;
  }
  destroy(): void {
    this.did.push(["destroyed"]);
  }
}

function rig(platform: NodeJS.Platform) {
  const tray = new FakeTray();
  const clicks: Rectangle[] = [];
  const actions: TrayAction[] = [];
  const icon = new TrayIcon(
    {
      createTray: () => tray as unknown as TrayItem,
      buildMenu: (template) => template as unknown as Menu,
      image: (name) => name as unknown as NativeImage,
      platform,
      onClick: (bounds) => void clicks.push(bounds),
      onAction: (action) => void actions.push(action),
    },
    trayView(vaultOf(), english),
  );
  tray.did.splice(0);
  return { tray, icon, clicks, actions };
}

describe("TrayIcon", () => {
  it("touches the system only for what has changed", () => {
    const { tray, icon } = rig("darwin");
    icon.show(trayView(vaultOf(), english));
    expect(tray.did).toEqual([]);
    icon.show(trayView(vaultOf({ sovereignty: { ...vaultOf().sovereignty, state: "alarm" } }), english));
    expect(tray.did).toEqual([
      ["image", "alarm"],
      ["tooltip", "Tresor: Alarm · No model in memory"],
    ]);
  });

  it("tells of a left click with the icon's place, also where the click has none", () => {
    const { tray, clicks } = rig("darwin");
    tray.emit("click", {}, { ...place, x: 50 });
    tray.emit("click", {});
    expect(clicks).toEqual([{ ...place, x: 50 }, place]);
  });

  it("pops its menu up at a right click on macOS, where a set menu would take the left click", () => {
    const { tray } = rig("darwin");
    tray.emit("right-click");
    expect(tray.did.map(([what]) => what)).toEqual(["popup"]);
  });

  it("sets its menu on Linux, anew when it has changed", () => {
    const { tray, icon } = rig("linux");
    icon.show(trayView(vaultOf({ residents: [residentOf()] }), english));
    tray.emit("right-click");
    expect(tray.did.map(([what]) => what)).toEqual(["tooltip", "menu"]);
  });

  it("hands on the action of a menu item", () => {
    const { tray, icon, actions } = rig("linux");
    icon.show(trayView(vaultOf({ residents: [residentOf({ pinned: true })] }), english));
    const template = tray.did.find(([what]) => what === "menu")?.[1] as MenuItemConstructorOptions[];
    const submenu = template.flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : []));
    expect(submenu[0]).toMatchObject({ type: "checkbox", checked: true });
    for (const item of submenu) (item.click as (() => void) | undefined)?.();
    expect(actions).toEqual([
      { type: "unpin", reference: "story:f32" },
      { type: "unload", reference: "story:f32" },
    ]);
  });
});
