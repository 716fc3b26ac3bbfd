/** How figures are written in a language's locale. */
export interface Figures {
  readonly count: (count: number) => string;
  /** One digit after the point. */
  readonly decimal: (value: number) => string;
  /** A part of 1 as `42 %`. */
  readonly share: (share: number) => string;
  /** Bytes in memory in units of 2^30, called GB as macOS does. */
  readonly memory: (bytes: number) => string;
  /** Bytes of files and traffic in units of 10^9, as Finder does. */
  readonly file: (bytes: number) => string;
  /** A number of parameters: `134.5 M`, `397.0 B`. */
  readonly parameters: (count: number) => string;
  readonly time: (at: string) => string;
}

export function createFigures(locale: string): Figures {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium" });

  const scaled = (value: number, base: number, units: readonly string[]): string => {
    const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(base))));
    const figure = value / base ** step;
    return `${(step === 0 ? whole : tenth).format(figure)} ${units[step] ?? ""}`.trimEnd();
  };

  return {
    count: (count) => whole.format(count),
    decimal: (value) => tenth.format(value),
    share: (share) => `${whole.format(Math.floor(share * 100))} %`,
    memory: (bytes) => scaled(bytes, 1024, ["B", "kB", "MB", "GB", "TB"]),
    file: (bytes) => scaled(bytes, 1000, ["B", "kB", "MB", "GB", "TB"]),
    parameters: (count) => scaled(count, 1000, ["", "k", "M", "B", "T"]),
    time: (at) => time.format(new Date(at)),
  };
}
