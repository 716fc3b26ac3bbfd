/** Numbers, bytes and times as a language and a time zone write them. */
export interface ReportFigures {
  readonly count: (count: number) => string;
  readonly bits: (bits: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly time: (at: string) => string;
  /** With the year, for the head of a page. */
  readonly fullTime: (at: string) => string;
  /** A calendar day, `2026-11-26`. */
  readonly day: (day: string) => string;
  /** One day, or the first and the last with the year. */
  readonly dayRange: (from: string, last: string) => string;
}

const byteUnits = ["kB", "MB", "GB", "TB", "PB"] as const;

/** @param zeroUnit what single bytes are called: `bytes`, `Byte` */
export function reportFigures(locale: string, timeZone: string, zeroUnit: string): ReportFigures {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const longDay = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "long", year: "numeric" });
  const hourCycle = "h23";
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatted = new Intl.DateTimeFormat(locale, { timeZone, hourCycle, ...options });
    return (at: string) => formatted.format(new Date(at));
  };
  return {
    count: (count) => whole.format(count),
    bits: (bits) => tenth.format(bits),
    bytes: (bytes) => {
      if (bytes < 1000) return `${whole.format(bytes)}\u00A0${zeroUnit}`;
      const step = Math.min(byteUnits.length, Math.floor(Math.log10(bytes) / 3));
      return `${tenth.format(bytes / 1000 ** step)}\u00A0${byteUnits[step - 1] ?? ""}`;
    },
    time: format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    fullTime: format({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    dayRange: (from, last) => longDay.formatRange(new Date(from), new Date(last)),
    day: format({ day: "numeric", month: "short", timeZone: "UTC" }),
  };
}
