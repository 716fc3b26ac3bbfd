import { findingsOf, type Finding } from "../findings";
import { glyph, type Glyph } from "../glyphs";
import { html, type Markup } from "../html";
import type { PageView } from "./page-view";

type Tone = "kept" | "warn" | "cloud" | "alarm" | "none";

const looks: Readonly<Record<Finding, { readonly tone: Tone; readonly glyph: Glyph }>> = {
  kept: { tone: "kept", glyph: "sealed" },
  ledgerBad: { tone: "alarm", glyph: "alarm" },
  alarms: { tone: "alarm", glyph: "alarm" },
  cloud: { tone: "cloud", glyph: "cloud" },
  notEnforced: { tone: "warn", glyph: "notEnforced" },
  recordsLost: { tone: "warn", glyph: "notEnforced" },
  unproven: { tone: "warn", glyph: "notEnforced" },
  beginsLater: { tone: "none", glyph: "notEnforced" },
  nothingRecorded: { tone: "none", glyph: "notEnforced" },
};

/** Title, machine, what the facts come to, and the five figures. */
export function opening(view: PageView): Markup {
  const { facts, words, figures } = view;
  const { from, to } = facts.period;
  // The day that the period's last moment falls on.
  const lastMoment = new Date(Date.parse(to) - 1).toISOString();
  const range = figures.dayRange(from, lastMoment);
  return html`<header>
      ${glyph("sealed")}
      <h1>${words.title}</h1>
      <p>${range}<br />${words.created(figures.fullTime(facts.createdAt))}</p>
    </header>
    ${factList(view)} ${result(view)} ${glance(view)}`;
}

function factList({ facts, words, figures }: PageView): Markup {
  const { head } = words;
  const { host, served, period } = facts;
  const servedBy = served.map(({ version, engine, chip }) => `Tresor ${version}, ${engine}, ${chip}`).join("; ");
  const rows = [
    [head.period, head.periodIs(figures.fullTime(period.from), figures.fullTime(period.to))],
    [head.timeZone, facts.timeZone],
    [head.machine, `${host.name}, ${host.system}`],
    [head.served, servedBy === "" ? head.notServed : servedBy],
    [head.madeWith, `Tresor ${host.version}`],
  ] as const;
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function result(view: PageView): Markup {
  const { facts, words } = view;
  const [first, ...others] = findingsOf(facts);
  const look = looks[first];
  const more = others.map((finding) => html`<li>${sentenceOf(finding, view)}</li>`);
  return html`<div class="result ${look.tone}">
    ${glyph(look.glyph)}
    <div>
      <p>${sentenceOf(first, view)}</p>
      ${
        more.length === 0
          ? null
          : html`<ul>
              ${more}
            </ul>`
      }
      <small>${words.basis}</small>
    </div>
  </div>`;
}

function sentenceOf(finding: Finding, { facts, words, figures }: PageView): string {
  const { findings } = words;
  switch (finding) {
    case "alarms":
      return findings.alarms(figures.count(facts.alarms.events.length + facts.alarms.left));
    case "notEnforced":
      return findings.notEnforced(figures.count(facts.seal.checks - facts.seal.passed));
    case "recordsLost":
      return findings.recordsLost(figures.count(facts.lostRecords));
    case "beginsLater":
      return findings.beginsLater(figures.fullTime(facts.ledgerFrom ?? facts.period.from));
    case "kept":
    case "ledgerBad":
    case "cloud":
    case "unproven":
    case "nothingRecorded":
      return findings[finding];
  }
}

function glance({ facts, words, figures }: PageView): Markup {
  const { glance: names } = words;
  const { count } = figures;
  const { requests, outbound, seal, alarms, records } = facts;
  const local = requests.atStage[3] ?? 0;
  const sent = outbound.reduce((bytes, job) => bytes + job.bytesSent, 0);
  const cells = [
    [names.requests, count(requests.total), names.local(count(local))],
    [names.providers, count(requests.total - local), names.providersNote],
    [names.outbound, count(outbound.length), names.outboundNote(figures.bytes(sent))],
    [names.checks, count(seal.checks), names.checksNote(count(seal.passed))],
    [names.alarms, count(alarms.events.length + alarms.left), names.alarmsNote(count(records.count))],
  ] as const;
  return html`<dl class="glance">
    ${cells.map(
      ([name, value, note]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}<small>${note}</small></dd>
        </div>`,
    )}
  </dl>`;
}
