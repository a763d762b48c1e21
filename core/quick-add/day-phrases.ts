import { type Day, addUnits, dayOf, fieldsOf, monthEnd, nextDate, weekOf, weekdayAfter, weekdayOf } from './days.ts';
import { type NumericDate, type PhraseBook, type Slots, phraseBook } from './phrases.ts';
import type { PartOfDay } from './read-time.ts';
import { type Language, SPANS, type WeekdayWord } from './vocabulary.ts';

/** When a line is read, and where: what "tomorrow" and "3/4" mean. */
export interface Moment {
  readonly today: Day;
  /** Minutes of the day. */
  readonly now: number;
  readonly languages: readonly Language[];
  readonly dayFirst: boolean;
  /** 1 Monday to 7 Sunday. */
  readonly weekStart: number;
}

export interface DayReading {
  readonly day: Day;
  /** A weekday that today is: a time that is still ahead means today. */
  readonly orToday?: boolean;
}

/** What a phrase says about the day: by which rule, and what else it says by its words. */
interface DayRule {
  readonly rule: (moment: Moment) => DayReading | undefined;
  readonly weekday?: WeekdayWord;
  /** Of a word that may be a name, too. */
  readonly language?: Language;
  readonly part?: PartOfDay;
}

const on = (day: (moment: Moment) => Day | undefined, more: Partial<DayRule> = {}): DayRule => ({
  rule: (moment) => {
    const found = day(moment);
    return found === undefined || found < moment.today ? undefined : { day: found };
  },
  ...more,
});

const fromToday = (days: number, more: Partial<DayRule> = {}): DayRule => on(({ today }) => today + days, more);

const after = (count: number, { span }: Slots): DayRule => on(({ today }) => addUnits(today, count * span.count, span.unit));

/** The coming weekday; today's is a week away, unless a time today follows. */
const comingWeekday = ({ weekday }: Slots): DayRule => ({
  rule: ({ today }) => ({ day: weekdayAfter(today, weekday.weekday), orToday: weekdayOf(today) === weekday.weekday }),
  weekday,
});

/** "next friday": that of the week after this one. */
const weekdayOfNextWeek = ({ weekday }: Slots): DayRule => {
  return on(({ today, weekStart }) => weekdayAfter(weekOf(today, weekStart) + 6, weekday.weekday), { weekday });
};

const weeksAfterWeekday = (weeks: number, { weekday }: Slots): DayRule => on(({ today }) => weekdayAfter(today, weekday.weekday) + weeks * 7, { weekday });

/** The first day of the next week, month or year. */
const startOfNext = ({ span: { count, unit } }: Slots): DayRule =>
  on(({ today, weekStart }) => {
    const { year, month } = fieldsOf(today);
    if (unit === 'week' && count === 1) return weekOf(today, weekStart) + 7;
    if (unit === 'month' && count === 1) return addUnits(dayOf(year, month, 1)!, 1, 'month');
    if (unit === 'month' && count === 3) return addUnits(dayOf(year, month - ((month - 1) % 3), 1)!, 3, 'month');
    return unit === 'year' ? dayOf(year + 1, 1, 1) : addUnits(today, count, unit);
  });

const weekEnd = (): DayRule => on(({ today }) => (weekdayOf(today) === 5 ? today : weekdayAfter(today, 5)));
const weekend = (): DayRule => on(({ today }) => (weekdayOf(today) >= 6 ? today : weekdayAfter(today, 6)));
const endOfMonth = (): DayRule => on(({ today }) => monthEnd(today));
const endOfYear = (): DayRule => on(({ today }) => dayOf(fieldsOf(today).year, 12, 31));

/** "friday the 13th": the next 13th that is a Friday. */
const weekdayTheNth = ({ weekday, dom }: Slots): DayRule =>
  on(({ today }) => {
    let day = nextDate(today, dom);
    while (day !== undefined && weekdayOf(day) !== weekday.weekday) day = nextDate(day + 1, dom);
    return day;
  }, { weekday });

const dayOfMonth = ({ dom }: Slots): DayRule => on(({ today }) => nextDate(today, dom));
const dayInMonth = ({ dom, month, year }: Pick<Slots, 'dom' | 'month' | 'year'>): DayRule => on(({ today }) => (year === undefined ? nextDate(today, dom, month) : dayOf(year, month, dom)));
const inMonth = (dom: number, { month, year }: Slots): DayRule => dayInMonth({ dom, month, year });
const lastOfMonth = ({ month, year }: Slots): DayRule =>
  on(({ today }) => {
    const first = year === undefined ? nextDate(dayOf(fieldsOf(today).year, fieldsOf(today).month, 1)!, 1, month) : dayOf(year, month, 1);
    return first === undefined ? undefined : monthEnd(first);
  });

const inFigures = ({ date }: Slots): DayRule => on((moment) => dayInFigures(date, moment));

function dayInFigures(date: NumericDate, { today, dayFirst }: Moment): Day | undefined {
  const isDayFirst = date.order === 'local' && (date.first > 12 || (dayFirst && date.second <= 12));
  const [day, month] = date.order === 'known' ? [date.day, date.month] : isDayFirst ? [date.first, date.second] : [date.second, date.first];
  return date.year === undefined ? nextDate(today, day, month) : dayOf(date.year, month, day);
}

const NEXT = 'next/nachste/nachsten/nachster/nachstes/nachstem/naechste/naechsten/naechster/naechstes/kommende/kommenden/kommender/kommendes';

/** The phrases that say a day, in four languages. */
export const DAYS: PhraseBook<DayRule> = phraseBook(
  ['today/heute/aujourd\'hui/hoy', () => fromToday(0)],
  ['tonight', () => fromToday(0, { part: 'evening' })],
  ['tomorrow/tmrw/tmr/tomorow/tommorow/tommorrow/demain/manana', () => fromToday(1)],
  ['morgen', () => fromToday(1, { language: 'de' })],
  ['the? day after tomorrow | ubermorgen/uebermorgen | apres-demain | apres demain | pasado manana', () => fromToday(2)],
  // A week is eight days in these languages, and two are fifteen.
  ['in acht tagen | dans huit jours | en ocho dias | dentro de ocho dias', () => fromToday(7)],
  ['dans quinze jours | en quince dias | dentro de quince dias', () => fromToday(14)],
  ['in/within/dans/en/dentro <n> <span> | dentro de <n> <span> | d\'ici <n> <span> | <n> <span> from now/today', (slots) => after(slots.n, slots)],
  ['<n> <span> from/after tomorrow', (slots) => on(({ today }) => addUnits(today + 1, slots.n * slots.span.count, slots.span.unit))],
  [`the? ${NEXT} <span>`, startOfNext],
  ['la? semaine prochaine | la? proxima semana | la? semana proxima | la? semana que viene', (slots) => startOfNext({ ...slots, span: SPANS.get('week')! })],
  ['le? mois prochain | el? proximo mes | el? mes proximo | el? mes que viene', (slots) => startOfNext({ ...slots, span: SPANS.get('month')! })],
  ['l\'an/l\'annee prochain/prochaine | el? proximo ano | el? ano proximo | el? ano que viene', (slots) => startOfNext({ ...slots, span: SPANS.get('year')! })],
  ['<weekday> | this/diesen/kommenden/ce/este/coming <weekday> | el? proximo <weekday> | el? <weekday> que viene | el? <weekday> proximo', comingWeekday],
  ['next/nachsten/naechsten <weekday> | <weekday> prochain', weekdayOfNextWeek],
  ['<weekday> next week | <weekday> nachste/naechste woche | next week on? <weekday> | nachste/naechste woche am? <weekday>', weekdayOfNextWeek],
  ['<weekday> de? la semaine prochaine | <weekday> de la semana que viene | <weekday> de la proxima semana', weekdayOfNextWeek],
  ['<weekday> in/en/dans <n> week/weeks/woche/wochen/semaine/semaines/semana/semanas', (slots) => weeksAfterWeekday(slots.n, slots)],
  ['<n> week/weeks from/on <weekday>', (slots) => weeksAfterWeekday(slots.n, slots)],
  ['<weekday> week | <weekday> en huit', (slots) => weeksAfterWeekday(1, slots)],
  ['<weekday> en quinze', (slots) => weeksAfterWeekday(2, slots)],
  ['<weekday> the? <nth> | <weekday> den/der? <dot>', weekdayTheNth],
  // With a weekday before it, the date says it all: "Montag, den 3. April".
  ['<dom> of? <month> <year>? | <weekday> den/the/le/el? <dom> of? <month> <year>?', dayInMonth],
  ['<dom> de <month> | <dom> de <month> de/del? <year> | <weekday> el? <dom> de <month> | <weekday> el? <dom> de <month> de/del? <year>', dayInMonth],
  ['<month> <dom> <year>? | <month> the <nth> <year>? | <weekday> <month> <dom> <year>?', dayInMonth],
  ['<date> | <weekday> den/the/le/el? <date>', inFigures],
  ['the <nth> | on the <nth> | am <dot> | zum <dot> | bis <dot> | le/el <dom> | el dia <dom>', dayOfMonth],
  ['in/im/en <month> <year>? | early <month> <year>? | anfang <month> <year>? | debut <month> <year>? | principios de <month>', (slots) => inMonth(1, slots)],
  ['mid/mitte/mi <month> <year>? | mediados de <month>', (slots) => inMonth(15, slots)],
  ['end of? <month> <year>? | ende <month> <year>? | fin <month> <year>? | a? fin/final/finales de <month>', lastOfMonth],
  ['at? the? end of the? month | eom | ende des? monats/monat | monatsende | a? la? fin du/de mois | a? fin/final/finales de mes', endOfMonth],
  ['at? the? end of the? year | eoy | ende des jahres | jahresende | fin d\'annee | fin de l\'annee | a? fin/final/finales de ano', endOfYear],
  ['at? the? end of the? week | eow | ende der woche | fin de semaine', weekEnd],
  ['this? weekend | wochenende | ce? week-end | ce? weekend | el/este? fin de semana | este proximo fin de semana', weekend],
);
