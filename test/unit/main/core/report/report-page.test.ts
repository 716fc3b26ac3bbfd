import { describe, expect, it } from "vitest";
import type { ReportFacts } from "../../../../../src/shared/shapes/report";
import { de } from "../../../../../src/main/core/report/language/de";
import { en } from "../../../../../src/main/core/report/language/en";
import { reportPage } from "../../../../../src/main/core/report/report-page";
import { reportFactsOf } from "../../../../support/report-facts";

const hostile = `<img src=x onerror="alert(1)">'&\u202Egnp`;
const use = { stage: 3, requests: 41_207, done: 41_207, failed: 0, cancelled: 0 };
const busy: Partial<ReportFacts> = {
  requests: {
    total: 41_207,
    atStage: { 3: 41_207 },
    clients: [{ ...use, client: hostile, promptTokens: 513_600_000, completionTokens: 16_000_000 }],
  },
  models: [{ reference: hostile, digest: null, requests: 2, onDisk: null }],
  outbound: [
    {
      id: "download_1",
      record: 5,
      begunAt: "2026-11-26T08:12:00.000Z",
      endedAt: null,
      hosts: [hostile],
      purpose: hostile,
      outcome: hostile,
      bytesSent: 412,
      bytesReceived: 421_800_000_000,
    },
  ],
  alarms: { events: [{ record: 9, at: "2026-11-26T10:00:00.000Z", event: hostile, details: [hostile] }], left: 3 },
};

/** Names of tags in order, as an HTML parser would see them; void ones left out. */
function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = "", self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (self === "/" || name === "meta") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

const keysOf = (value: unknown, path = ""): readonly string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
    : [`${path}: ${typeof value}`];

describe.each(["de", "en"] as const)("the page in %s", (language) => {
  const page = reportPage(reportFactsOf(busy), language);

  it("is well-formed and names its language", () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain(`<html lang="${language}">`);
    expect(unbalanced(page)).toEqual([]);
  });

  it("lets no name become markup, and shows marks that would turn its direction", () => {
    expect(page).not.toContain("<img");
    expect(page).not.toContain("\u202E");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;");
    expect(page).toContain("U+202E");
  });

  it("needs nothing from elsewhere and runs nothing", () => {
    const tags = (page.match(/<[^>]*>/g) ?? []).join("\n");
    expect(tags).not.toMatch(/<script|<link|<iframe|<object|\ssrc=|\shref=/i);
    expect(page).not.toMatch(/url\(|@import|https?:/i);
    expect(page).toContain("default-src &#39;none&#39;");
  });

  it("leaves no gap where a fact should stand", () => {
    const text = page.replace(/<style>[\s\S]*<\/style>/, "");
    expect(text).not.toMatch(/undefined|\bNaN\b|\[object|Invalid|\bnull\b/);
  });
});

describe("the page", () => {
  it("writes figures as its language does", () => {
    expect(reportPage(reportFactsOf(busy), "de")).toContain("421,8\u00A0GB");
    expect(reportPage(reportFactsOf(busy), "de")).toContain("41.207");
    expect(reportPage(reportFactsOf(busy), "en")).toContain("421.8\u00A0GB");
    expect(reportPage(reportFactsOf(busy), "en")).toContain("41,207");
    expect(reportPage(reportFactsOf(busy), "de")).toContain("412\u00A0Byte");
  });

  it("says alarms before anything else, and does not claim that all was kept", () => {
    const page = reportPage(reportFactsOf(busy), "en");
    expect(page).toContain('<div class="result alarm">');
    expect(page).toContain(en.findings.alarms("4"));
    expect(page).not.toContain(en.findings.kept);
    expect(reportPage(reportFactsOf(), "en")).toContain(en.findings.kept);
  });

  it("names the first bad record", () => {
    const { verdict } = reportFactsOf();
    const firstBad = { file: "ledger-000002.ndjson", line: 7, record: 9, what: "The hash is wrong." };
    const page = reportPage(reportFactsOf({ verdict: { ...verdict, ok: false, firstBad } }), "de");
    expect(page).toContain(de.findings.ledgerBad);
    expect(page).toContain("ledger-000002.ndjson, Zeile 7: The hash is wrong.");
  });

  it("has the same words and limits in both languages", () => {
    expect(keysOf(de)).toEqual(keysOf(en));
  });
});
