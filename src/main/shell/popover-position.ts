import type { Point, Rectangle, Size } from "electron";

const gap = 6;

/**
 * Where the popover opens: centred at the icon, under it when the icon is in the upper half of the screen, above it otherwise, and always
 * whole within `workArea`, the screen without its bars.
 */
export function popoverBounds(anchor: Rectangle, size: Size, workArea: Rectangle): Rectangle {
  const width = Math.min(size.width, workArea.width);
  const height = Math.min(size.height, workArea.height);
  const below = anchor.y + anchor.height / 2 < workArea.y + workArea.height / 2;
  return {
    x: clamp(Math.round(anchor.x + anchor.width / 2 - width / 2), workArea.x, workArea.x + workArea.width - width),
    y: clamp(
      below ? anchor.y + anchor.height + gap : anchor.y - height - gap,
      workArea.y,
      workArea.y + workArea.height - height,
    ),
    width,
    height,
  };
}

/** The icon's place, or the pointer's where the desktop does not tell the icon's: many Linux panels answer an empty rectangle. */
export function anchorOf(icon: Rectangle, pointer: Point): Rectangle {
  return icon.width > 0 && icon.height > 0 ? icon : { ...pointer, width: 0, height: 0 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
