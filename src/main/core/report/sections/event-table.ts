import type { EventList } from "../../../../shared/shapes/report";
import { html, type Markup } from "../html";
import type { PageView } from "./page-view";

/** Events in their order, or the sentence that there was none. */
export function eventTable({ words, figures }: PageView, title: string, list: EventList, none: string): Markup {
  if (list.events.length === 0) return html`<p class="s">${none}</p>`;
  const { time, event, details, record } = words.eventColumns;
  const rows = list.events.map(
    (one) =>
      html`<tr>
        <td class="w">${figures.time(one.at)}</td>
        <td>${words.events[one.event] ?? one.event}</td>
        <td>${one.details.join(" · ")}</td>
        <td class="n">${figures.count(one.record)}</td>
      </tr>`,
  );
  const left = list.left === 0 ? null : html`<p class="q">${words.left(figures.count(list.left))}</p>`;
  return html`<table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th>${time}</th>
          <th>${event}</th>
          <th>${details}</th>
          <th class="n">${record}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${left}`;
}
