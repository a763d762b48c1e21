import { type Slots, ofAfternoon, phraseBook, twelveHour } from './phrases.ts';
import { CLOCK_SPANS, MONTHS, SPANS, WEEKDAYS } from './vocabulary.ts';
import type { Word } from './words.ts';

export interface TimeReading {
  /** Minutes of the day. */
  readonly minutes: number;
  /** "morning": it is near that time, and says nothing once that is over. */
  readonly isVague?: boolean;
}

const NOON = 12 * 60;

const bareHour = ({ hour }: Slots): number => ofAfternoon(hour) * 60;
const moved = (minutes: number) => (slots: Slots): number | undefined => (slots.hour.hour < 1 ? undefined : bareHour(slots) + minutes);
const inHalf = (half: 'a' | 'p') => ({ hour: { hour } }: Slots): number | undefined => twelveHour(hour, 0, half);
const to24 = ({ hm: { hour, minute } }: Slots): number => hour * 60 + minute;

const TIMES = phraseBook<number | undefined>(
  ['<clock> | at/um/gegen/ab/à/a/vers/around <clock> | a? sobre? las <clock>', ({ clock }) => clock],
  ['at? <hour> am/a.m', inHalf('a')],
  ['at? <hour> pm/p.m', inHalf('p')],
  ['at? <hm> am/a.m', ({ hm }) => twelveHour(hm.hour, hm.minute, 'a')],
  ['at? <hm> pm/p.m', ({ hm }) => twelveHour(hm.hour, hm.minute, 'p')],
  ['at? <hour> in the morning', inHalf('a')],
  ['at? <hour> in the afternoon/evening', inHalf('p')],
  ["at? <hour> o'clock", bareHour],
  ['um? gegen? ab? <hour> uhr', ({ hour }) => hour.hour * 60],
  ['um? gegen? ab? <hour> uhr <minute>', ({ hour, minute }) => hour.hour * 60 + minute],
  ['um? gegen? ab? <hm> uhr', to24],
  ['à? vers? <hour> h', ({ hour }) => hour.hour * 60],
  ['à? vers? <hour> h <minute>', ({ hour, minute }) => hour.hour * 60 + minute],
  ['à/vers <hour> heures/heure', ({ hour }) => hour.hour * 60],
  ['à/vers <hour> heures <minute>', ({ hour, minute }) => hour.hour * 60 + minute],
  ['at/um/gegen/à/vers <hour> | a/sobre las/la <hour>', bareHour],
  ['at/um/gegen/à/vers <hm> | a/sobre las/la <hm>', ({ hm }) => ofAfternoon(hm) * 60 + hm.minute],
  ['half past <hour> | at half past <hour> | a las <hour> y media', moved(30)],
  ['at? quarter past <hour> | um? viertel nach <hour> | a las/la <hour> y cuarto', moved(15)],
  ['at? quarter to <hour> | um? viertel vor <hour> | a las/la <hour> menos cuarto', moved(-15)],
  ['um? halb <hour>', moved(-30)],
  ['at? noon/midday | mittags | à? midi | a? mediodia | al mediodia', () => NOON],
);

/** Words for times that are names, too. */
export const NAMES_OF_TIMES: ReadonlySet<string> = new Set(['noon', 'midday', 'mittags', 'midi', 'mediodia']);

/** The time that the words from one on say. */
export function readTime(words: readonly Word[], from: number): { minutes: number; next: number } | undefined {
  const match = TIMES.at(words, from);
  if (match === undefined) return undefined;
  const { next, meaning: minutes } = match;
  const behind = words[next];
  return behind !== undefined && BARE_HOURS.has(words[next - 2]?.bare ?? '') && /^\d{1,2}$/.test(words[next - 1]!.key) && isCounted(behind, words[from]!) ? undefined : { minutes, next };
}

const BARE_HOURS: ReadonlySet<string> = new Set(['at', 'um', 'gegen', 'à', 'vers', 'las', 'la']);

/** "at 10 Downing Street", "a las 3 semanas", "um 10 Minuten": a bare number may count what follows. */
function isCounted(behind: Word, lead: Word): boolean {
  return SPANS.has(behind.bare) || CLOCK_SPANS.has(behind.bare) || (lead.bare === 'at' && behind.isNameLike && !WEEKDAYS.has(behind.bare) && !MONTHS.has(behind.bare));
}

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening';

/** When a part of the day is, where nothing more is said. */
export const PART_MINUTES: Record<PartOfDay, number> = { morning: 9 * 60, noon: NOON, afternoon: 14 * 60, evening: 18 * 60 };

/** Parts of a day, where a day or a time comes first. */
const PARTS = phraseBook<PartOfDay>(
  ['morning | in the morning | fruh/frueh/vormittag/vormittags/morgens/morgen | am vormittag | matin | du/au matin | de/por/a la manana', () => 'morning'],
  ['mittag | zu mittag', () => 'noon'],
  ["afternoon | in the afternoon | nachmittag/nachmittags | am nachmittag | apres-midi | de? l'apres-midi | de/por/a la tarde", () => 'afternoon'],
  ['evening/night | in the evening | abend/abends | am abend | soir | du/au soir | de/por/a la noche', () => 'evening'],
);

export function readPart(words: readonly Word[], from: number): { part: PartOfDay; next: number } | undefined {
  const match = PARTS.at(words, from);
  return match && { part: match.meaning, next: match.next };
}

/** "8 in the evening" is 20:00. */
export function inPart(minutes: number, part: PartOfDay | undefined): number {
  return (part === 'afternoon' || part === 'evening') && minutes < NOON ? minutes + NOON : part === 'morning' && minutes >= NOON + 60 ? minutes - NOON : minutes;
}

/** What follows a day: a part of it, a time, or a time and a part. */
export function readTimeOfDay(words: readonly Word[], from: number, known: PartOfDay | undefined): { time?: TimeReading; next: number } {
  const before = known === undefined ? readPart(words, from) : { part: known, next: from };
  const time = readTime(words, before?.next ?? from);
  if (time === undefined) return before === undefined ? { next: from } : { time: { minutes: PART_MINUTES[before.part], isVague: true }, next: before.next };
  const behind = before === undefined ? readPart(words, time.next) : undefined;
  return { time: { minutes: inPart(time.minutes, (before ?? behind)?.part) }, next: behind?.next ?? time.next };
}
