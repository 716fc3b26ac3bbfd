import type { ReportFacts, ReportLanguage } from "../../../shared/shapes/report";
import { html, type Markup } from "./html";
import { de } from "./language/de";
import { en, type ReportWords } from "./language/en";
import { reportFigures } from "./report-figures";
import { reportStyle } from "./report-style";
import { tableStyle } from "./table-style";
import { eventTable } from "./sections/event-table";
import { ledgerSection } from "./sections/ledger-section";
import { modelsSection } from "./sections/models-section";
import { opening } from "./sections/opening";
import { outboundSection } from "./sections/outbound-section";
import type { PageView } from "./sections/page-view";
import { requestsSection } from "./sections/requests-section";
import { sealSection } from "./sections/seal-section";

const languages: Readonly<Record<ReportLanguage, ReportWords>> = { de, en };

/** No script, nothing from elsewhere: the page stands alone, and a browser is told to hold it to that. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The facts as one page of HTML that prints on A4. */
export function reportPage(facts: ReportFacts, language: ReportLanguage): string {
  const words = languages[language];
  const figures = reportFigures(words.locale, facts.timeZone, words.bytes);
  const view: PageView = { facts, words, figures };
  // The day that the period's last moment falls on.
  const lastMoment = new Date(Date.parse(facts.period.to) - 1).toISOString();
  const sections = [
    [words.outbound.title, outboundSection(view)],
    [words.requests.title, requestsSection(view)],
    [words.access.title, accessSection(view)],
    [words.models.title, modelsSection(view)],
    [words.seal.title, sealSection(view)],
    [words.ledger.title, ledgerSection(view)],
    [words.limits.title, limits(words.limits.points)],
    [words.purpose.title, html`<p class="s">${words.purpose.text}</p>`],
  ] as const;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width" />
        <title>${words.title} ${figures.dayRange(facts.period.from, lastMoment)}</title>
        ${reportStyle} ${tableStyle}
      </head>
      <body>
        <main>
          ${opening(view)}
          ${sections.map(
            ([title, content], index) =>
              html`<section>
                <h2><i>${index + 1}</i>${title}</h2>
                ${content}
              </section>`,
          )}
          <div class="sign">
            <div>${words.sign.place}</div>
            <div>${words.sign.responsible}</div>
          </div>
        </main>
      </body>
    </html> `.toString();
}

function accessSection(view: PageView): Markup {
  const { facts, words } = view;
  const { keys, noKeys, settings, noSettings } = words.access;
  return html`${eventTable(view, keys, facts.keys, noKeys)} ${eventTable(view, settings, facts.settings, noSettings)}`;
}

const limits = (points: readonly string[]): Markup =>
  html`<ul class="limits">
    ${points.map((point) => html`<li>${point}</li>`)}
  </ul>`;
