import type { Unit } from './days.ts';

/** The words of all four languages, folded, with how they are often mistyped. Phrases made of them are beside the rules that read them. */

export type Language = 'en' | 'de' | 'fr' | 'es';

export interface WeekdayWord {
  readonly weekday: number;
  readonly language: Language;
  /**
   * How far the word can be trusted by itself. `shy` ones (mo, sat, mer, vie) are other words in other languages, and
   * count where theirs is the first; `timid` ones (so, jeu) are words in their own, too. Both count anywhere behind a
   * preposition, before a time, or with a dot.
   */
  readonly trust: 'always' | 'shy' | 'timid';
  /** mondays, montags: a weekday that comes again. */
  readonly isPlural: boolean;
}

export const WEEKDAYS: ReadonlyMap<string, WeekdayWord> = new Map([
  ...weekdays('en', 'always', 'monday tuesday wednesday thursday friday saturday sunday'),
  ...weekdays('en', 'always', '- tue - thu fri - -'),
  ...weekdays('en', 'always', '- tues weds thur - - -'),
  ...weekdays('en', 'always', '- - - thurs - - -'),
  ...weekdays('en', 'shy', 'mon - wed - - sat sun'),
  ...weekdays('en', 'always', 'mondays tuesdays wednesdays thursdays fridays saturdays sundays', true),
  ...weekdays('en', 'always', 'moday tusday wensday thrusday firday saterday -'),
  ...weekdays('en', 'always', 'munday teusday wednsday thurday - satuday -'),
  ...weekdays('de', 'always', 'montag dienstag mittwoch donnerstag freitag samstag sonntag'),
  ...weekdays('de', 'always', '- - - - - sonnabend -'),
  ...weekdays('de', 'always', '- - mitwoch donerstag - - -'),
  ...weekdays('de', 'shy', 'mo di mi do fr sa -'),
  ...weekdays('de', 'timid', '- - - - - - so'),
  ...weekdays('de', 'always', 'montags dienstags mittwochs donnerstags freitags samstags sonntags', true),
  ...weekdays('fr', 'always', 'lundi mardi mercredi jeudi vendredi samedi dimanche'),
  ...weekdays('fr', 'shy', 'lun mar - - ven sam dim'),
  ...weekdays('fr', 'timid', '- - mer jeu - - -'),
  ...weekdays('fr', 'always', 'lundis mardis mercredis jeudis vendredis samedis dimanches', true),
  ...weekdays('es', 'always', 'lunes martes miercoles jueves viernes sabado domingo'),
  ...weekdays('es', 'shy', '- - mie jue vie sab dom'),
  ...weekdays('es', 'always', '- - - - - sabados domingos', true),
]);

/** Abbreviations that two languages share belong to both: lun is a Monday in French and in Spanish. */
export const SHARED_WEEKDAYS: ReadonlySet<string> = new Set(['lun', 'mar']);

export const MONTHS: ReadonlyMap<string, number> = numbered(
  'january february march april may june july august september october november december',
  'jan feb mar apr - jun jul aug sep oct nov dec',
  '- febr - - - - - - sept - - -',
  '- febuary - - - - - - - - - -',
  'januar februar marz - mai juni juli - - oktober - dezember',
  'janner feber maerz - - - - - - okt - dez',
  'janvier fevrier mars avril - juin juillet aout septembre octobre novembre decembre',
  'janv fevr - avr - - juil - - - - -',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene - - abr - - - ago setiembre - - dic',
);

export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...['a', 'an', 'ein', 'eine', 'einer', 'einem', 'einen', 'un', 'une', 'una'].map((word) => [word, 1] as const),
  ...numbered(
    'one two three four five six seven eight nine ten eleven twelve',
    'eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf',
    '- deux trois quatre cinq - sept huit neuf dix onze douze',
    'uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
  ),
  ...(['quinze', 'quince', 'fifteen', 'funfzehn'].map((word) => [word, 15] as const)),
]);

/** A length of time as a number of units: a quarter is three months. */
interface Span {
  readonly count: number;
  readonly unit: Unit;
}

export const SPANS: ReadonlyMap<string, Span> = new Map([
  ...spans(1, 'day', 'day days tag tage tagen jour jours dia dias'),
  ...spans(1, 'week', 'week weeks wk wks woche wochen semaine semaines semana semanas'),
  ...spans(2, 'week', 'fortnight fortnights'),
  ...spans(1, 'month', 'month months monat monate monaten monats mois mes meses'),
  ...spans(3, 'month', 'quarter quarters quartal quartale quartalen trimestre trimestres'),
  ...spans(6, 'month', 'halbjahr semestre semestres'),
  ...spans(1, 'year', 'year years yr yrs jahr jahre jahren an ans annee annees ano anos'),
]);

/** Lengths of time in minutes. */
export const CLOCK_SPANS: ReadonlyMap<string, number> = new Map([
  ...list('hour hours hr hrs h std stunde stunden heure heures hora horas').map((word) => [word, 60] as const),
  ...list('minute minutes min mins minuten minuto minutos').map((word) => [word, 1] as const),
]);

/** Words behind which a sentence says what it is about: a name ends before them. */
export const ABOUT_WORDS: ReadonlySet<string> = new Set(
  list('about re regarding concerning because for wegen wg bezuglich betreffs betreffend zwecks fur concernant propos pour sobre acerca respecto por para'),
);

/** Words between what is to be done and whom with, which go when the name is taken out: meeting with Ada. */
export const WITH_WORDS: ReadonlySet<string> = new Set(list('with to at for mit bei an avec à chez a con al'));

function list(words: string): string[] {
  return words.split(' ');
}

function weekdays(language: Language, trust: WeekdayWord['trust'], words: string, isPlural = false): [string, WeekdayWord][] {
  return Array.from(numbered(words), ([word, weekday]) => [word, { weekday, language, trust, isPlural }]);
}

/** Numbers words by their place, beginning with 1; `-` is a place without a word. */
function numbered(...lines: string[]): Map<string, number> {
  return new Map(lines.flatMap((line) => list(line).flatMap((word, index) => (word === '-' ? [] : [[word, index + 1] as const]))));
}

function spans(count: number, unit: Unit, words: string): [string, Span][] {
  return list(words).map((word) => [word, { count, unit }]);
}
