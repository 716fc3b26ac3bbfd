/** How figures are written in one language, by the table of the look: tabular, with a narrow no-break space before the unit. */
export interface Format {
  /** Bytes in memory in units of 2^30, called GB as macOS does: `396.0 GB`; small amounts in MB and kB. */
  readonly memory: (bytes: number) => string;
  /** The same in the unit that suits `whole`, so that the parts of one whole can be compared. */
  readonly memoryPart: (bytes: number, whole: number) => string;
  /** The size of a machine or a limit: `512 GB`. */
  readonly capacity: (bytes: number) => string;
  /** As `memory`, in whole GB without the unit, for labels in a bar. */
  readonly memoryLabel: (bytes: number) => string;
  /** Bytes of files and traffic in units of 10^9, as Finder does: `421.8 GB`, `412 kB`, `0 bytes`. */
  readonly file: (bytes: number) => string;
  readonly exactBytes: (bytes: number) => string;
  readonly count: (count: number) => string;
  /** At most one decimal; for bits per weight. */
  readonly decimal: (value: number) => string;
  /** Tokens per second without the unit: `21.4`, none after the point above 100. */
  readonly rate: (tokensPerSecond: number) => string;
  /** A rate that is only estimated: no decimal from 10 on. */
  readonly estimate: (tokensPerSecond: number) => string;
  /** A part of 1 as `47%`. */
  readonly share: (share: number) => string;
  /** How long: `12 s`, `4 min`, `1 h 34 min`. */
  readonly duration: (milliseconds: number) => string;
  /** A short time with its tenth: `0.9 s`. */
  readonly seconds: (milliseconds: number) => string;
  /** How long ago: `12 s ago`; from a day on the time itself. */
  readonly age: (at: string, now: number) => string;
  /** `14:32` on the same day, else `13 Nov, 08:14`. */
  readonly time: (at: string | number, now: number) => string;
  /** Bytes a second of memory in units of 10^9, as makers of chips count: `819 GB/s`. */
  readonly bandwidth: (bytesPerSecond: number) => string;
  /** `9,500 €` */
  readonly euros: (amount: number) => string;
  /** What tokens cost, to the cent: `0.42 €`. */
  readonly price: (amount: number) => string;
  /** `3,200 W` */
  readonly watts: (amount: number) => string;
  /** A day as month and year: `Nov 2026`. */
  readonly month: (day: string) => string;
  /** A number of parameters: `134.5 M`, `397 B`. */
  readonly parameters: (count: number) => string;
}

export type LanguageCode = "en" | "de";

const unitSpace = "\u202F";
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** British dates (13 Nov) with American figures (38,214) for English: what people who read neither expect. */
const locales = { en: { figures: "en-US", dates: "en-GB" }, de: { figures: "de-DE", dates: "de-DE" } } as const;
const wordsOfUnits = {
  en: {
    bytes: "bytes",
    million: "M",
    billion: "B",
    ago: (text: string) => `${text}\u00A0ago`,
    now: "now",
    percent: "%",
  },
  de: {
    bytes: "Byte",
    million: "Mio.",
    billion: "Mrd.",
    ago: (text: string) => `vor\u00A0${text}`,
    now: "jetzt",
    percent: `${unitSpace}%`,
  },
} as const;

/** @param timeZone an IANA name; the machine's own when absent */
export function createFormat(language: LanguageCode, timeZone?: string): Format {
  const locale = locales[language];
  const words = wordsOfUnits[language];
  const digits = (fraction: number) =>
    new Intl.NumberFormat(locale.figures, { minimumFractionDigits: fraction, maximumFractionDigits: fraction });
  const whole = digits(0);
  const tenth = digits(1);
  const upToTenth = new Intl.NumberFormat(locale.figures, { maximumFractionDigits: 1 });
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale.dates, { hour: "2-digit", minute: "2-digit", hour12: false, ...zone });
  const date = new Intl.DateTimeFormat(locale.dates, { day: "numeric", month: "short", ...zone });
  const monthOfYear = new Intl.DateTimeFormat(locale.dates, { month: "short", year: "numeric", timeZone: "UTC" });
  const dayKey = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone });

  const withUnit = (figure: string, unit: string) => figure + unitSpace + unit;

  /** The largest unit in which the amount is not below one, with a decimal where look.md or legibility wants one. */
  function bytesIn(bytes: number, base: 1000 | 1024, zero: string): string {
    if (bytes <= 0) return zero;
    if (bytes >= 0.95 * base ** 3) return withUnit(tenth.format(bytes / base ** 3), "GB");
    if (bytes >= 0.95 * base ** 2) {
      const megabytes = bytes / base ** 2;
      return withUnit((megabytes < 10 ? tenth : whole).format(megabytes), "MB");
    }
    if (bytes >= base) return withUnit(whole.format(bytes / base), "kB");
    return withUnit(whole.format(bytes), words.bytes);
  }

  function duration(milliseconds: number): string {
    if (milliseconds < minute) return withUnit(whole.format(Math.floor(Math.max(0, milliseconds) / 1_000)), "s");
    const minutes = Math.floor(milliseconds / minute);
    if (minutes < 60) return withUnit(whole.format(minutes), "min");
    const rest = minutes % 60;
    const hours = withUnit(whole.format(Math.floor(minutes / 60)), "h");
    return rest === 0 ? hours : `${hours} ${withUnit(whole.format(rest), "min")}`;
  }

  function time(at: string | number, now: number): string {
    const moment = new Date(at);
    const sameDay = dayKey.format(moment) === dayKey.format(now);
    return sameDay ? clock.format(moment) : `${date.format(moment)}, ${clock.format(moment)}`;
  }

  return {
    memoryPart: (bytes, wholeBytes) =>
      wholeBytes >= 0.95 * 1024 ** 3 && bytes > 0
        ? withUnit(tenth.format(bytes / 1024 ** 3), "GB")
        : bytesIn(bytes, 1024, withUnit("0", "MB")),
    memory: (bytes) => bytesIn(bytes, 1024, withUnit("0", "GB")),
    capacity: (bytes) =>
      bytes < 10 * 1024 ** 3
        ? bytesIn(bytes, 1024, withUnit("0", "GB"))
        : withUnit(whole.format(bytes / 1024 ** 3), "GB"),
    memoryLabel: (bytes) => whole.format(bytes / 1024 ** 3),
    file: (bytes) => bytesIn(bytes, 1000, withUnit("0", words.bytes)),
    exactBytes: (bytes) => withUnit(whole.format(bytes), words.bytes),
    count: (count) => whole.format(count),
    decimal: (value) => upToTenth.format(value),
    rate: (tokensPerSecond) => (tokensPerSecond > 100 ? whole : tenth).format(tokensPerSecond),
    estimate: (tokensPerSecond) => (tokensPerSecond >= 10 ? whole : tenth).format(tokensPerSecond),
    share: (share) => whole.format(Math.floor(share * 100)) + words.percent,
    duration,
    seconds: (milliseconds) => withUnit(tenth.format(milliseconds / 1_000), "s"),
    age: (at, now) => {
      const elapsed = now - Date.parse(at);
      if (elapsed < 1_000) return words.now;
      return elapsed < day ? words.ago(duration(elapsed)) : time(at, now);
    },
    time,
    bandwidth: (bytesPerSecond) => `${withUnit(whole.format(bytesPerSecond / 1e9), "GB")}/s`,
    euros: (amount) => withUnit(whole.format(amount), "€"),
    price: (amount) => withUnit(digits(2).format(amount), "€"),
    watts: (amount) => withUnit(whole.format(amount), "W"),
    month: (dayOfMonth) => monthOfYear.format(new Date(dayOfMonth)),
    parameters: (count) => {
      if (count >= 1e9) return withUnit((count < 1e10 ? upToTenth : whole).format(count / 1e9), words.billion);
      if (count >= 1e6) return withUnit((count < 1e9 ? upToTenth : whole).format(count / 1e6), words.million);
      return whole.format(count);
    },
  };
}
