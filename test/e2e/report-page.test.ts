import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { createReport } from "../../src/main/core/report/create-report";
import { makeLedger, outboundEntry, requestEntry, sealEntry, type Moment } from "../support/made-ledger";
import { modelOf } from "../support/model";
import { lacksChromium, pictures, useChromium } from "../support/renderer-preview/chromium-stage";
import { temporaryFolder } from "../support/temporary-folder";

// The page in a real browser: that nothing overflows, that it asks for nothing, and pictures to look at.
const isMissing = lacksChromium("the report");

const digest = (digit: number) => `sha256:${String(digit).repeat(64)}`;
const text = { reference: "qwen3.5-397b-a17b:q8_0", digest: digest(1) };
const embed = { reference: "qwen3-embedding-8b:q8_0", digest: digest(2) };
const load = {
  purpose: "download hf:Qwen/Qwen3.5-397B-A17B-GGUF:Q8_0",
  hosts: ["huggingface.co", "cas-bridge.xethub.hf.co"],
};
const clients = [
  "n8n",
  "claude-code",
  "n8n",
  "local",
  "window",
  "a-client-with-the-longest-name-that-anybody-would-type",
];

/** A working day: a model is fetched, then asked. */
function workingDay(): readonly Moment[] {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 6, minute)).toISOString();
  const requests = Array.from({ length: 240 }, (_, index): Moment => {
    const model = index % 4 === 0 ? embed : text;
    const failed = index % 90 === 7 ? ({ outcome: "failed", code: "rate_limited" } as const) : {};
    const client = clients[index % clients.length] ?? "n8n";
    return [at(320 + index), requestEntry({ client, promptTokens: 9_400 + index, ...model, ...failed })];
  });
  const probes = Array.from({ length: 30 }, (_, index): Moment => [at(310 + index * 10), sealEntry()]);
  const moments: readonly Moment[] = [
    [at(0), { type: "start", version: "1.2.0", engine: "node-llama-cpp 3.18.1", pid: 71, chip: "Apple M3 Ultra" }],
    [at(2), { type: "key", event: "created", client: "claude-code", by: "cli" }],
    [at(4), { type: "settings", by: "control", changed: { localWithoutKey: false, modelsDirs: ["/Volumes/Modelle"] } }],
    [at(5), outboundEntry("begun", 0, load)],
    [at(300), outboundEntry("ended", 421_800_000_000, { ...load, bytesSent: 912_345 })],
    ...requests,
    ...probes,
    [at(700), { type: "stop", reason: "Tresor was told to stop." }],
  ];
  return moments.toSorted(([one], [other]) => Date.parse(one) - Date.parse(other));
}

describe.skipIf(isMissing)("the report in Chromium", () => {
  const browser = useChromium();

  it.each(["de", "en"] as const)("fits its sheet and stands alone, in %s", async (lang) => {
    const folder = temporaryFolder();
    await makeLedger(folder, workingDay());
    const licence = { quantization: "Q8_0", bitsPerWeight: 8.5, licence: "apache-2.0" };
    const models = [modelOf({ ...text, ...licence, source: "Qwen/Qwen3.5-397B-A17B-GGUF" })];
    const period = { from: "2026-11-26T00:00:00Z", to: "2026-11-27T00:00:00Z" };
    const sources = { ledgerFolder: folder, models, now: new Date("2026-11-27T08:00:00Z") };
    const { html } = await createReport(sources, { ...period, lang });
    const file = join(folder, `report-${lang}.html`);
    writeFileSync(file, html);

    const page = await browser().newPage({ viewport: { width: 860, height: 1200 } });
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    const overflow = () => page.locator("main").evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
    expect(await overflow()).toBe(0);
    await page.screenshot({ path: join(pictures, `report-${lang}.png`), fullPage: true });
    await page.emulateMedia({ media: "print" });
    expect(await overflow()).toBe(0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
  });
});
