import type { OutboundJob } from "../../../../shared/shapes/report";
import { html, type Markup } from "../html";
import type { PageView } from "./page-view";

/** How the ledger writes the one purpose that there is. */
const downloadPrefix = "download ";

export function outboundSection(view: PageView): Markup {
  const { facts, words } = view;
  const { lead, empty, note } = words.outbound;
  const found = facts.outbound.length === 0 ? html`<p><b>${empty}</b></p>` : outboundTable(view);
  return html`<p class="s">${lead}</p>
    ${found}
    <p class="q">${note}</p>`;
}

function outboundTable({ facts, words, figures }: PageView): Markup {
  const { columns, sum, outcomes, open, before } = words.outbound;
  const time = (at: string | null, absent: string) => (at === null ? absent : figures.time(at));
  const purposeOf = (purpose: string) =>
    purpose.startsWith(downloadPrefix) ? words.outbound.download(purpose.slice(downloadPrefix.length)) : purpose;
  const row = (job: OutboundJob) =>
    html`<tr>
      <td class="w">${time(job.begunAt, before)}<br />${words.until(time(job.endedAt, open))}</td>
      <td class="host">${job.hosts.length === 0 ? words.none : job.hosts.map((host) => html`<div>${host}</div>`)}</td>
      <td>${purposeOf(job.purpose)}</td>
      <td>${job.outcome === null ? words.none : (outcomes[job.outcome] ?? job.outcome)}</td>
      <td class="n">${figures.bytes(job.bytesReceived)}</td>
      <td class="n">${figures.bytes(job.bytesSent)}</td>
      <td class="n">${figures.count(job.record)}</td>
    </tr>`;
  const received = facts.outbound.reduce((bytes, job) => bytes + job.bytesReceived, 0);
  const sent = facts.outbound.reduce((bytes, job) => bytes + job.bytesSent, 0);
  return html`<table>
    <thead>
      <tr>
        <th>${columns.time}</th>
        <th>${columns.host}</th>
        <th>${columns.purpose}</th>
        <th>${columns.outcome}</th>
        <th class="n">${columns.received}</th>
        <th class="n">${columns.sent}</th>
        <th class="n">${columns.record}</th>
      </tr>
    </thead>
    <tbody>
      ${facts.outbound.map(row)}
      <tr class="sum">
        <td colspan="4">${sum}</td>
        <td class="n">${figures.bytes(received)}</td>
        <td class="n">${figures.bytes(sent)}</td>
        <td></td>
      </tr>
    </tbody>
  </table>`;
}
