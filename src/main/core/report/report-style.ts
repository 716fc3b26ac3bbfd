import { html } from "./html";

/** The look's tokens in their light form, and the page's measures. Always light: it is made for paper. */
export const reportStyle = html`<style>
  :root {
    color-scheme: light;
    --desk: #d3cfc8;
    --sunken: #efede8;
    --line: #e3e0d9;
    --ink: #1f1d1a;
    --ink-2: #55514a;
    --ink-3: #6a665d;
    --sealed: #1e6a58;
    --sealed-wash: #e6f0ec;
    --sealed-soft: #9dbdb2;
    --fetching: #2a5e9c;
    --cloud: #77468a;
    --cloud-wash: #f2e9f4;
    --unenforced: #9c4310;
    --unenforced-wash: #f8eae1;
    --alarm: #b0221b;
    --alarm-wash: #fae7e5;
    --free: #e7e4dd;
    --font: -apple-system, BlinkMacSystemFont, "SF Pro Text", Inter, "Segoe UI", system-ui, sans-serif;
    --mono: ui-monospace, "SF Mono", Menlo, "JetBrains Mono", "DejaVu Sans Mono", monospace;
  }
  @page {
    size: A4;
    margin: 18mm 20mm 20mm;
    @bottom-right {
      content: counter(page) " / " counter(pages);
      font:
        10px system-ui,
        sans-serif;
      color: #6a665d;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    padding: 24px 0;
    background: var(--desk);
    color: var(--ink);
    font: 12px/17px var(--font);
    font-variant-numeric: tabular-nums;
  }
  main {
    width: 210mm;
    max-width: 100%;
    margin: 0 auto;
    padding: 18mm 20mm 20mm;
    background: #ffffff;
  }
  @media print {
    body {
      background: none;
      padding: 0;
    }
    main {
      width: auto;
      padding: 0;
    }
  }
  h1,
  h2,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  header {
    display: grid;
    grid-template-columns: 30px 1fr auto;
    column-gap: 12px;
    align-items: center;
    padding-bottom: 14px;
    border-bottom: 1.5px solid var(--ink);
  }
  header svg {
    width: 30px;
    height: 30px;
    fill: currentColor;
  }
  h1 {
    font: 600 24px/28px var(--font);
    letter-spacing: -0.018em;
  }
  header p {
    text-align: right;
    color: var(--ink-2);
  }
  .facts {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 3px 16px;
    padding: 14px 0 0;
  }
  .facts dt,
  .q {
    color: var(--ink-3);
  }
  .facts dd,
  td {
    overflow-wrap: anywhere;
  }
  .result {
    display: grid;
    grid-template-columns: 40px 1fr;
    column-gap: 16px;
    margin: 18px 0;
    padding: 16px 18px;
    border-radius: 4px;
    background: var(--wash);
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
    break-inside: avoid;
  }
  .result svg {
    width: 40px;
    height: 40px;
    fill: currentColor;
    color: var(--tone);
  }
  .result p {
    font: 500 16px/23px var(--font);
    text-wrap: balance;
  }
  .result li,
  .result small {
    display: block;
    font: 400 12px/17px var(--font);
    color: var(--ink-2);
    margin-top: 5px;
  }
  .result ul {
    list-style: none;
  }
  .kept {
    --tone: var(--sealed);
    --wash: var(--sealed-wash);
  }
  .warn {
    --tone: var(--unenforced);
    --wash: var(--unenforced-wash);
  }
  .cloud {
    --tone: var(--cloud);
    --wash: var(--cloud-wash);
  }
  .alarm {
    --tone: var(--alarm);
    --wash: var(--alarm-wash);
  }
  .none {
    --tone: var(--ink-2);
    --wash: var(--sunken);
  }
  .glance {
    display: grid;
    grid-template-columns: repeat(5, auto);
    justify-content: space-between;
    gap: 0 12px;
  }
  .glance dt {
    color: var(--ink-3);
    font-size: 11px;
    line-height: 15px;
  }
  .glance dd {
    font: 600 20px/26px var(--font);
    letter-spacing: -0.015em;
  }
  .glance small {
    display: block;
    font-weight: 400;
    letter-spacing: 0;
    font-size: 11px;
    line-height: 15px;
    color: var(--ink-2);
  }
  section {
    margin-top: 22px;
  }
  h2 {
    font: 600 14px/20px var(--font);
    margin-bottom: 6px;
    display: grid;
    grid-template-columns: 20px 1fr;
    break-after: avoid;
  }
  h2 i {
    font-style: normal;
    font-weight: 400;
    color: var(--ink-3);
  }
  .s {
    color: var(--ink-2);
    margin-bottom: 8px;
  }
  .q {
    margin-top: 5px;
  }
</style>`;
