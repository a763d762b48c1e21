import { DueText } from '../due.ts';

/** The parts of a recurrence rule, each as it is written in the rule. */
export type RuleParts = { readonly FREQ: string } & { readonly [Name in PartName]?: string };

export interface RuleError {
  /**
   * `not-a-rule` is no RRULE at all, or two that contradict each other; `unsupported` is one, but with a part or a
   * frequency of which reminders know nothing; `bad-value` is out of range, or not for this frequency; `never` matches
   * no day of any year.
   */
  code: 'not-a-rule' | 'unsupported' | 'bad-value' | 'never';
  /** Of the part that it is about, its name, as `BYDAY`. */
  part: string;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Monday is 1, as in ISO 8601. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1]!;
}

/** Each part's value as it is normally written, undefined where it is none. Their order is that of the rule. */
const SPELLED = {
  FREQ: (value) => (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(value) ? value : undefined),
  INTERVAL: number(1, 1000),
  BYMONTH: list(number(1, 12), Number),
  BYMONTHDAY: list(number(-31, 31), Number),
  BYDAY: list(spelledWeekday, (day) => 10 * Number(day.slice(0, -2)) + WEEKDAYS.findIndex((name) => day.endsWith(name))),
  BYSETPOS: list(number(-366, 366), Number),
  WKST: (value) => WEEKDAYS.find((name) => name === value),
  COUNT: number(1, 1000),
  UNTIL: (value) => (/^\d{8}(?:T\d{6}Z?)?$/.test(value) && DueText.safeParse(untilAsDue(value)).success ? value : undefined),
} satisfies Record<string, (value: string) => string | undefined>;

type PartName = keyof typeof SPELLED;

/** What RFC 5545 knows besides. A reminder has one time of day, and nobody thinks of a day by the number of its week. */
const UNSUPPORTED = ['BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYYEARDAY', 'BYWEEKNO', 'RSCALE', 'SKIP'];

/** Reads an RRULE of RFC 5545 (3.3.10), in capitals or not, with or without its name. What says nothing, such as INTERVAL=1, is left out. */
export function readRule(text: string): { ok: true; parts: RuleParts } | { ok: false; error: RuleError } {
  const failed = (code: RuleError['code'], part = ''): { ok: false; error: RuleError } => ({ ok: false, error: { code, part } });
  const given = new Map<string, string>();
  for (const part of text.trim().toUpperCase().replace(/^RRULE:/, '').replace(/;$/, '').split(';')) {
    const [, name, value] = /^([A-Z]+)=(\S+)$/.exec(part) ?? [];
    if (name === undefined || given.has(name)) return failed('not-a-rule', name);
    if (UNSUPPORTED.includes(name) || (name === 'FREQ' && /^(?:SECOND|MINUTE|HOUR)LY$/.test(value!))) return failed('unsupported', name);
    if (!isPartName(name)) return failed('not-a-rule', name);
    const spelled = SPELLED[name](value!);
    if (spelled === undefined) return failed('bad-value', name);
    given.set(name, spelled);
  }
  if (!given.has('FREQ')) return failed('not-a-rule', 'FREQ');
  if (given.has('COUNT') && given.has('UNTIL')) return failed('not-a-rule', 'UNTIL');
  const parts = Object.fromEntries(given) as RuleParts;
  const misplaced = misplacedPart(parts);
  if (misplaced) return failed('bad-value', misplaced);
  const impossible = impossiblePart(parts);
  return impossible ? failed('never', impossible) : { ok: true, parts: withoutDefaults(parts) };
}

export function ruleText(parts: RuleParts): string {
  return (Object.keys(SPELLED) as PartName[]).flatMap((name) => (parts[name] === undefined ? [] : [`${name}=${parts[name]}`])).join(';');
}

/** `20260619`, `20260619T080000` or `20260619T080000Z` as a due date or time: of the last the one in UTC. */
export function untilAsDue(until: string): DueText {
  return until.replace(/^(\d{4})(\d\d)(\d\d)(?:(T\d\d)(\d\d)[0-5]\dZ?)?$/, (_, year: string, month: string, day: string, hour?: string, minute?: string) =>
    `${year}-${month}-${day}${hour === undefined ? '' : `${hour}:${minute}`}`);
}

function isPartName(name: string): name is PartName {
  return name in SPELLED;
}

/** A part that RFC 5545 allows for other frequencies only, or only beside others. */
function misplacedPart({ FREQ, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: RuleParts): PartName | undefined {
  if (BYMONTHDAY !== undefined && FREQ === 'WEEKLY') return 'BYMONTHDAY';
  if (BYDAY !== undefined && /\d/.test(BYDAY)) {
    if (FREQ === 'DAILY' || FREQ === 'WEEKLY') return 'BYDAY';
    if (FREQ === 'MONTHLY' && BYDAY.split(',').some((day) => Math.abs(Number.parseInt(day)) > 5)) return 'BYDAY';
  }
  return BYSETPOS !== undefined && (BYDAY ?? BYMONTHDAY ?? BYMONTH) === undefined ? 'BYSETPOS' : undefined;
}

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A part that no day fulfils, such as the 30th in February. */
function impossiblePart({ FREQ, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: RuleParts): PartName | undefined {
  const numbers = (part: string): number[] => part.split(',').map((value) => Math.abs(Number(value)));
  if (BYMONTHDAY !== undefined) {
    const longest = Math.max(...(BYMONTH === undefined ? LONGEST_MONTHS : numbers(BYMONTH).map((month) => LONGEST_MONTHS[month - 1]!)));
    if (numbers(BYMONTHDAY).every((day) => day > longest)) return 'BYMONTHDAY';
  }
  if (BYSETPOS !== undefined) {
    const most = { DAILY: 1, WEEKLY: BYDAY?.split(',').length ?? 1, MONTHLY: 31 }[FREQ] ?? 366;
    if (numbers(BYSETPOS).every((position) => position > most)) return 'BYSETPOS';
  }
  return undefined;
}

function withoutDefaults({ INTERVAL, WKST, ...parts }: RuleParts): RuleParts {
  return { ...parts, ...(INTERVAL !== '1' && { INTERVAL }), ...(WKST !== 'MO' && { WKST }) };
}

/** Whole, and not 0. */
function number(min: number, max: number): (value: string) => string | undefined {
  return (value) => {
    const found = /^[+-]?\d{1,5}$/.test(value) ? Number(value) : 0;
    return found !== 0 && found >= min && found <= max ? String(found) : undefined;
  };
}

/** Sorted, each once. */
function list(spelled: (value: string) => string | undefined, rank: (value: string) => number): (values: string) => string | undefined {
  return (values) => {
    const all = values.split(',').map(spelled);
    return all.includes(undefined) ? undefined : [...new Set(all as string[])].sort((one, other) => rank(one) - rank(other)).join(',');
  };
}

function spelledWeekday(value: string): string | undefined {
  const [, ordinal, weekday] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value) ?? [];
  if (ordinal === undefined) return weekday;
  const spelled = number(-53, 53)(ordinal);
  return spelled && spelled + weekday!;
}
