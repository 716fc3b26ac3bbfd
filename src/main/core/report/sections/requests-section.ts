import type { ClientUse } from "../../../../shared/shapes/report";
import { html, type Markup } from "../html";
import type { PageView } from "./page-view";

const counted = ["requests", "done", "failed", "cancelled", "promptTokens", "completionTokens"] as const;

export function requestsSection(view: PageView): Markup {
  const { facts, words, figures } = view;
  const { lead, empty, codes } = words.requests;
  if (facts.requests.total === 0) return html`<p class="s">${empty}</p>`;
  const reasons = facts.codes.map(({ code, count }) => `${code} ${figures.count(count)}`).join(", ");
  return html`<p class="s">${lead}</p>
    ${clientTable(view)} ${reasons === "" ? null : html`<p class="q">${codes}: ${reasons}</p>`}`;
}

function clientTable({ facts, words, figures }: PageView): Markup {
  const { columns, sum, stages, names } = words.requests;
  const { clients } = facts.requests;
  const cells = (use: Pick<ClientUse, (typeof counted)[number]>) =>
    counted.map((name) => html`<td class="n">${figures.count(use[name])}</td>`);
  const total = (name: (typeof counted)[number]) => clients.reduce((all, use) => all + use[name], 0);
  const heads = [columns.requests, columns.done, columns.failed, columns.cancelled, columns.read, columns.made];
  const known = (client: string) => {
    const name = names[client];
    return name === undefined ? null : html`<br /><span class="s">${name}</span>`;
  };
  return html`<table>
    <thead>
      <tr>
        <th>${columns.client}</th>
        <th>${columns.stage}</th>
        ${heads.map((head) => html`<th class="n">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${clients.map(
        (use) =>
          html`<tr>
            <td><b>${use.client}</b>${known(use.client)}</td>
            <td class="w">${stages[use.stage] ?? use.stage}</td>
            ${cells(use)}
          </tr>`,
      )}
      <tr class="sum">
        <td colspan="2">${sum}</td>
        ${counted.map((name) => html`<td class="n">${figures.count(total(name))}</td>`)}
      </tr>
    </tbody>
  </table>`;
}
