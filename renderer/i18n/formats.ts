/**
 * How numbers, money and dates read in the profile's locale. A civil date (`1906-12-09`, `--12-09`) has no
 * time zone and never moves; an instant (milliseconds since 1970) is shown in the zone given.
 */
export interface Formats {
  locale: string;
  number: (value: number) => string;
  /** 0.4 is 40%. */
  percent: (share: number) => string;
  /** Integer minor units: 1250 EUR is €12.50. */
  money: (minorUnits: number | bigint, currency: string) => string;
  /** The same without decimals where they are all zero: €1,250. */
  shortMoney: (minorUnits: number | bigint, currency: string) => string;
  /** "3 Mar 2026"; a birthday without its year "3 Mar". */
  civilDate: (date: string, style?: DateStyle) => string;
  date: (instantMs: number, style?: DateStyle) => string;
  time: (instantMs: number) => string;
  dateTime: (instantMs: number) => string;
  /** "in 3 days", "yesterday", by calendar days where it is a day or more. */
  relative: (instantMs: number, nowMs: number) => string;
  /** "2 minutes", for what takes time. */
  duration: (ms: number) => string;
  /** "184 kB". */
  bytes: (size: number) => string;
  list: (items: string[]) => string;
  compare: (a: string, b: string) => number;
}

/** `day` 3 Mar · `short` 3 Mar 2026 · `long` 3 March 2026 · `weekday` Thursday 3 March · `near` Thu 3 Mar · `dayName` Thu · `numeric` 03/03/2026. */
export type DateStyle = 'day' | 'short' | 'long' | 'weekday' | 'near' | 'dayName' | 'numeric';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  near: { weekday: 'short', day: 'numeric', month: 'short' },
  dayName: { weekday: 'short' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

/** An unknown locale or time zone throws a RangeError; the profile's settings are checked where they are set. */
export function makeFormats(locale: string, timeZone?: string): Formats {
  const cached = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
  const kept = <Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format => {
    const known = cached.get(key) as Format | undefined;
    const format = known ?? make();
    if (!known) cached.set(key, format);
    return format;
  };
  const dates = (zone: string | undefined, options: Intl.DateTimeFormatOptions) =>
    kept(`date ${zone} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }));
  const numbers = (options: Intl.NumberFormatOptions) => kept(`number ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const listFormat = new Intl.ListFormat(locale);
  const civilParts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory' });
  const collator = new Intl.Collator(locale, { numeric: true });

  function money(minorUnits: number | bigint, currency: string, options: Intl.NumberFormatOptions = {}): string {
    const format = numbers({ style: 'currency', currency, ...options });
    return format.format(decimalText(minorUnits, format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  return {
    locale,
    number: (value) => numbers({}).format(value),
    percent: (share) => numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share),
    money: (minorUnits, currency) => money(minorUnits, currency),
    shortMoney: (minorUnits, currency) => money(minorUnits, currency, { trailingZeroDisplay: 'stripIfInteger' }),
    civilDate(date, style = 'short') {
      const [, year, month, day] = /^(-|\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
      if (year === undefined) throw new Error(`not a civil date: ${date}`);
      const instant = Date.UTC(2024, Number(month) - 1, Number(day));
      if (year === '-') return dates('UTC', { day: 'numeric', month: style === 'short' ? 'short' : 'long' }).format(instant);
      // Date.UTC would read the years 0 to 99 as 1900 to 1999.
      return dates('UTC', STYLES[style]).format(new Date(instant).setUTCFullYear(Number(year), Number(month) - 1, Number(day)));
    },
    date: (instantMs, style = 'short') => dates(timeZone, STYLES[style]).format(instantMs),
    time: (instantMs) => dates(timeZone, { timeStyle: 'short' }).format(instantMs),
    dateTime: (instantMs) => dates(timeZone, { ...STYLES.short, hour: 'numeric', minute: '2-digit' }).format(instantMs),
    relative(instantMs, nowMs) {
      const days = civilDay(civilParts, instantMs) - civilDay(civilParts, nowMs);
      const minutes = Math.round((instantMs - nowMs) / MINUTE_MS);
      if (days === 0) return Math.abs(minutes) < 60 ? relativeFormat.format(minutes, 'minute') : relativeFormat.format(Math.round(minutes / 60), 'hour');
      if (Math.abs(days) < 14) return relativeFormat.format(days, 'day');
      if (Math.abs(days) < 60) return relativeFormat.format(Math.round(days / 7), 'week');
      if (Math.abs(days) < 365) return relativeFormat.format(Math.round(days / 30.44), 'month');
      return relativeFormat.format(Math.round(days / 365.25), 'year');
    },
    duration(ms) {
      const [unit, size] = ms < MINUTE_MS ? (['second', 1_000] as const) : ms < 60 * MINUTE_MS ? (['minute', MINUTE_MS] as const) : (['hour', 60 * MINUTE_MS] as const);
      return numbers({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.max(1, Math.round(ms / size)));
    },
    bytes(size) {
      const [unit, divisor] = size < 1_000 ? (['byte', 1] as const) : size < 1e6 ? (['kilobyte', 1e3] as const) : size < 1e9 ? (['megabyte', 1e6] as const) : (['gigabyte', 1e9] as const);
      return numbers({ style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: size < 1e6 ? 0 : 1 }).format(size / divisor);
    },
    list: (items) => listFormat.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}

const MINUTE_MS = 60_000;

/** 1250 with two digits is the text "12.50", which Intl reads exactly: money never becomes a float. */
function decimalText(minorUnits: number | bigint, digits: number): Intl.StringNumericLiteral {
  const units = BigInt(minorUnits);
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${units < 0n ? '-' : ''}${whole}` as Intl.StringNumericLiteral;
}

/** The number of the calendar day of an instant, in the zone of the format. */
function civilDay(format: Intl.DateTimeFormat, instantMs: number): number {
  const parts = format.formatToParts(instantMs);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / (24 * 60 * MINUTE_MS);
}
