import type { LedgerHead } from "../../../../shared/shapes/ledger";
import { html, type Markup } from "../html";
import { eventTable } from "./event-table";
import type { PageView } from "./page-view";

export function ledgerSection(view: PageView): Markup {
  const { facts, words } = view;
  const { ledger } = words;
  const { from, to } = facts.period;
  return html`<p class="s">${ledger.lead} ${rangeSentence(view)} ${verdictSentence(view)}</p>
    ${headTable(view)}
    <p class="s">${ledger.howTo}</p>
    <pre>
tresor ledger verify --json
tresor ledger export --from ${from} --to ${to} --format csv</pre>
    ${eventTable(view, ledger.service, facts.service, ledger.noService)}
    ${facts.service.events.length === 0 ? null : html`<p class="q">${ledger.noStop}</p>`}
    ${eventTable(view, ledger.events, facts.ledgerEvents, ledger.noEvents)}`;
}

function rangeSentence({ facts, words, figures }: PageView): string {
  const { count, first, last } = facts.records;
  if (first === null || last === null) return words.ledger.noRange;
  return words.ledger.range(figures.count(count), figures.count(first), figures.count(last));
}

function verdictSentence({ facts, words, figures }: PageView): Markup {
  const { verdict } = facts;
  const { count } = figures;
  const { firstBad } = verdict;
  if (firstBad !== null) return html`<b>${words.ledger.bad(firstBad.file, count(firstBad.line), firstBad.what)}</b>`;
  return html`${words.ledger.good(count(verdict.records), count(verdict.segments), count(verdict.signedRecords))}`;
}

function headTable({ facts, words, figures }: PageView): Markup {
  const { headThen, headNow, headIs, keys, publicKeys } = words.ledger;
  const headRow = (name: string, head: LedgerHead | null) =>
    html`<tr>
      <td class="w">${name}</td>
      <td>
        ${
          head === null
            ? words.none
            : html`<span class="mono">${head.hash}</span
                ><br />${headIs(figures.count(head.count), figures.fullTime(head.at))}`
        }
      </td>
    </tr>`;
  const row = (name: string, values: readonly string[]) =>
    html`<tr>
      <td class="w">${name}</td>
      <td class="mono">${values.length === 0 ? words.none : values.join(", ")}</td>
    </tr>`;
  return html`<table>
    <tbody>
      ${headRow(headThen, facts.head)} ${headRow(headNow, facts.verdict.head)} ${row(keys, facts.verdict.keys)}
      ${row(publicKeys, facts.publicKeys)}
    </tbody>
  </table>`;
}
