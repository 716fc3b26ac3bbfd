import { dayGlyphs, glyph } from "../glyphs";
import { html, type Markup } from "../html";
import { eventTable } from "./event-table";
import type { PageView } from "./page-view";

/** A strip of marks says something while each day can be told from the next. */
const mostDaysShown = 31;

export function sealSection(view: PageView): Markup {
  const { facts, words, figures } = view;
  const { seal, alarms } = facts;
  const { lead, checks, of, processes, mechanism, failed, noAlarms } = words.seal;
  const row = (name: string, value: string) =>
    html`<tr>
      <td>${name}</td>
      <td class="n">${value}</td>
    </tr>`;
  return html`<p class="s">${lead}</p>
    ${dayStrip(view)}
    <table>
      <tbody>
        ${row(checks, of(figures.count(seal.passed), figures.count(seal.checks)))}
        ${row(processes, figures.count(seal.processes))}
        ${seal.mechanisms.map((one) => row(mechanism(one.mechanism), figures.count(one.checks)))}
      </tbody>
    </table>
    ${seal.failed.events.length === 0 ? null : eventTable(view, failed, seal.failed, "")}
    ${eventTable(view, words.seal.alarms, alarms, noAlarms)}`;
}

function dayStrip({ facts, words, figures }: PageView): Markup | null {
  const { days } = facts;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length > mostDaysShown) return null;
  const { dayStates } = words.seal;
  const dayOf = (day: string) => figures.day(`${day}T12:00:00Z`);
  const marks = days.map(({ day, state }) => {
    const name = dayGlyphs[state];
    return html`<li class="d-${state}" title="${dayOf(day)}: ${dayStates[state]}">
      ${name === null ? null : glyph(name)}<i></i>${Number(day.slice(8))}
    </li>`;
  });
  const seen = [...new Set(days.map(({ state }) => state))];
  const counts = seen.map((state) => {
    const count = days.filter((day) => day.state === state).length;
    return `${dayStates[state]} ${figures.count(count)}`;
  });
  return html`<ul class="days">
      ${marks}
    </ul>
    <p class="q">${words.seal.days(dayOf(first.day), dayOf(last.day))}: ${counts.join(", ")}</p>`;
}
