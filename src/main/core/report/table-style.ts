import { html } from "./html";

/** Tables, the strip of days, and what stands below them. */
export const tableStyle = html`<style>
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 11.5px;
    line-height: 16px;
    margin-bottom: 6px;
  }
  caption {
    text-align: left;
    font-weight: 600;
    padding: 10px 0 4px;
  }
  th {
    font-weight: 400;
    font-size: 10.5px;
    color: var(--ink-3);
    text-align: left;
    padding: 0 10px 4px 0;
    border-bottom: 1px solid var(--ink);
    vertical-align: bottom;
  }
  td {
    padding: 5px 10px 5px 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
  }
  tr {
    break-inside: avoid;
  }
  .n {
    text-align: right;
    white-space: nowrap;
  }
  .w {
    white-space: nowrap;
  }
  .host {
    min-width: 132px;
  }
  .above td {
    border-bottom: 0;
    padding-bottom: 0;
  }
  .above + tr td {
    padding-top: 0;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  .sum td {
    border-bottom: 0;
    border-top: 1px solid var(--ink);
    font-weight: 600;
  }
  td b {
    font-weight: 600;
  }
  .mono {
    font: 10.5px/16px var(--mono);
    font-variant-ligatures: none;
    overflow-wrap: anywhere;
  }
  .hidden {
    font: 9px var(--mono);
    color: var(--alarm);
    border: 1px solid currentColor;
    border-radius: 2px;
    padding: 0 2px;
  }
  .days {
    display: grid;
    grid-template-columns: repeat(31, 1fr);
    gap: 0 3px;
    margin: 8px 0;
    padding: 0;
    list-style: none;
  }
  .days li {
    text-align: center;
    font: 9px/13px var(--font);
    color: var(--ink-3);
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
  }
  .days svg {
    width: 12px;
    height: 12px;
    margin: 0 auto 2px;
    fill: currentColor;
    color: var(--mark);
  }
  .days i {
    height: 10px;
    border-radius: 1.5px;
    background: var(--mark);
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .d-nothing {
    --mark: var(--free);
  }
  .d-sealed {
    --mark: var(--sealed-soft);
  }
  .d-fetching {
    --mark: var(--fetching);
  }
  .d-unproven,
  .d-notEnforced {
    --mark: var(--unenforced);
  }
  .d-cloud {
    --mark: var(--cloud);
  }
  .d-alarm {
    --mark: var(--alarm);
  }
  pre {
    font: 11px/17px var(--mono);
    font-variant-ligatures: none;
    background: var(--sunken);
    border-radius: 4px;
    padding: 8px 12px;
    margin: 8px 0 0;
    white-space: pre-wrap;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .limits {
    list-style: none;
    color: var(--ink-2);
  }
  .limits li {
    padding: 0 0 4px 20px;
    position: relative;
    break-inside: avoid;
  }
  .limits li::before {
    content: "";
    position: absolute;
    left: 1px;
    top: 8px;
    width: 7px;
    height: 1.25px;
    background: var(--ink-3);
  }
  .sign {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 40px;
    margin-top: 56px;
    break-inside: avoid;
  }
  .sign div {
    border-top: 1px solid var(--ink);
    padding-top: 5px;
    color: var(--ink-3);
    font-size: 11px;
    line-height: 15px;
  }
</style>`;
