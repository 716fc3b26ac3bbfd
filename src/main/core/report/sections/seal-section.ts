import { dayGlyphs, glyph } from "../glyphs";
import { html, type Markup } from "../html";
import { eventTable } from "./event-table";
import type { PageView } from "./page-view";

/** A strip of marks says something from a few days on, and while each can be told from the next. */
const fewestDaysShown = 3;
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
    ${daysSeen(view)}
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

/** What the days saw, in numbers, and as marks where there are not too many. */
function daysSeen({ facts, words, figures }: PageView): Markup | null {
  const { days } = facts;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { dayStates } = words.seal;
  const counts = [...new Set(days.map(({ state }) => state))].map((state) => {
    const count = days.filter((day) => day.state === state).length;
    return `${dayStates[state]} ${figures.count(count)}`;
  });
  const marks = days.map(({ day, state }) => {
    const mark = dayGlyphs[state];
    return html`<li class="d-${state}" title="${figures.day(day)}: ${dayStates[state]}">
      ${mark === null ? null : glyph(mark)}<i></i>${Number(day.slice(8))}
    </li>`;
  });
  const isStrip = days.length >= fewestDaysShown && days.length <= mostDaysShown;
  const strip = isStrip
    ? html`<ul class="days">
        ${marks}
      </ul>`
    : null;
  const range = first === last ? figures.day(first.day) : words.period(figures.day(first.day), figures.day(last.day));
  return html`${strip}
    <p class="q">${words.seal.days(range)}: ${counts.join(", ")}</p>`;
}
