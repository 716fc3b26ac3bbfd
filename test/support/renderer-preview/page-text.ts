import type { PreviewPage } from "./preview-page";

/** Narrow no-break spaces and line ends read as plain spaces. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Elements wider than their box, save those that scroll or that may end in an ellipsis. */
export async function overflowing({ page }: PreviewPage): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body, body *")]
      .filter((element) => {
        const { overflowX, textOverflow, display } = getComputedStyle(element);
        if (display === "inline" || overflowX === "auto" || textOverflow === "ellipsis") return false;
        if (element.closest(".only-heard, .machine-name, .memory-scale, .memory-bar, select, textarea, svg") !== null)
          return false;
        return element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} ${element.innerText.slice(0, 60)}`),
  );
}
