// Renders resources/tray/source/*.svg (16 pt, black on transparent) to resources/tray/NAMETemplate.png and …@2x.png, which macOS tints
// for the menu bar. It needs a Chromium: CHROMIUM, or one of the usual names. Run it when a drawing changes; the images are committed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

const folder = join(import.meta.dirname, "..", "resources", "tray");
const source = join(folder, "source");
const usual = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const executablePath = process.env.CHROMIUM ?? usual.find((path) => existsSync(path));
if (executablePath === undefined) {
  console.error("render-icons: no Chromium found; name one in CHROMIUM");
  process.exit(1);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const scale of [1, 2]) {
    const page = await browser.newPage({ viewport: { width: 16, height: 16 }, deviceScaleFactor: scale });
    for (const file of readdirSync(source).filter((name) => name.endsWith(".svg"))) {
      const drawing = readFileSync(join(source, file), "utf8");
      await page.setContent(`<style>*{margin:0}svg{display:block}</style>${drawing}`);
      const image = await page.screenshot({ omitBackground: true });
      writeFileSync(join(folder, `${basename(file, ".svg")}Template${scale === 2 ? "@2x" : ""}.png`), image);
    }
    await page.close();
  }
} finally {
  await browser.close();
}
