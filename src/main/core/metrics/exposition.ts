/** What Prometheus scrapes: text 0.0.4, or OpenMetrics 1.0 where the scraper prefers it. */
export type ExpositionFormat = "text" | "openMetrics";

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** `_bucket`, `_sum`, `_count` of a histogram; otherwise empty. */
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
}

/** One metric with all its series. */
export interface Family {
  /** Base units at its end; a counter's name without `_total`, which the writer adds. */
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  samples(): Iterable<Sample>;
}

export const contentTypes: Readonly<Record<ExpositionFormat, string>> = {
  text: "text/plain; version=0.0.4; charset=utf-8",
  openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
};

/** The formats differ in three things only: a counter's name in its head, quotes in help texts, and the mark at the end. */
export function writeExposition(families: readonly Family[], format: ExpositionFormat): string {
  const lines: string[] = [];
  for (const family of families) {
    const { type, help } = family;
    const sampled = type === "counter" ? `${family.name}_total` : family.name;
    const headed = format === "openMetrics" ? family.name : sampled;
    lines.push(`# HELP ${headed} ${format === "openMetrics" ? escapeLabel(help) : escapeHelp(help)}`);
    lines.push(`# TYPE ${headed} ${type}`);
    for (const { suffix, labels, value } of family.samples()) {
      lines.push(`${sampled}${suffix}${writeLabels(labels)} ${writeNumber(value)}`);
    }
  }
  if (format === "openMetrics") lines.push("# EOF");
  return `${lines.join("\n")}\n`;
}

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

export function writeNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? "+Inf" : "-Inf";
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
