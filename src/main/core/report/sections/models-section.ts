import type { ReportedModel } from "../../../../shared/shapes/report";
import { html, type Markup } from "../html";
import type { PageView } from "./page-view";

export function modelsSection({ facts, words, figures }: PageView): Markup {
  const { lead, empty, columns, quality, bits, gone, noLicence, noDigest } = words.models;
  if (facts.models.length === 0) return html`<p class="s">${empty}</p>`;
  const known = ({ onDisk }: ReportedModel): Markup => {
    if (onDisk === null) return html`<td colspan="3">${gone}</td>`;
    return html`<td>${quality[onDisk.quality]}, ${bits(onDisk.quantization, figures.bits(onDisk.bitsPerWeight))}</td>
      <td>${onDisk.licence ?? noLicence}</td>
      <td>${onDisk.source ?? words.none}</td>`;
  };
  const rows = facts.models.map(
    (model) =>
      html`<tr class="above">
          <td><b>${model.reference}</b></td>
          <td class="n">${figures.count(model.requests)}</td>
          ${known(model)}
        </tr>
        <tr>
          <td colspan="5" class="mono">${model.digest ?? noDigest}</td>
        </tr>`,
  );
  return html`<p class="s">${lead}</p>
    <table>
      <thead>
        <tr>
          <th>${columns.model}, SHA-256</th>
          <th class="n">${columns.requests}</th>
          <th>${columns.quality}</th>
          <th>${columns.licence}</th>
          <th>${columns.source}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
