import type { Unit } from './days.ts';
import { type Slots, phraseBook } from './phrases.ts';
import type { Word } from './words.ts';

/** How something comes again: every `interval` units, and if it is by weeks perhaps on a weekday, 1 Monday to 7 Sunday. */
export interface Every {
  readonly interval: number;
  readonly unit: Unit;
  readonly weekday?: number;
}

interface EveryReading {
  readonly next: number;
  readonly every: Every;
  /** monthly, wöchentlich: before a plain word it may be no more than an adjective. */
  readonly isAdverb: boolean;
}

/** How often the words from one on say that something comes again. */
export function readEvery(words: readonly Word[], from: number): EveryReading | undefined {
  const phrase = PHRASES.at(words, from);
  if (phrase !== undefined) return { next: phrase.next, every: phrase.meaning, isAdverb: false };
  const adverb = ADVERBS.at(words, from);
  return adverb && { next: adverb.next, every: adverb.meaning, isAdverb: true };
}

const units = (n: number, { span }: Slots): Every => ({ interval: n * span.count, unit: span.unit });
const weekly = (interval: number, { weekdays }: Slots): Every => ({ interval, unit: 'week', weekday: weekdays.weekday });

const PHRASES = phraseBook<Every>(
  ['every/each <span> | jede/jeden/jedes/jeder <span> | chaque <span> | tous/toutes les <span> | cada <span> | todos/todas los/las <span>', (slots) => units(1, slots)],
  ['every <n> <span> | alle <n> <span> | tous/toutes les <n> <span> | cada <n> <span>', (slots) => units(slots.n, slots)],
  ['every other/second <span> | jede/jeden/jedes zweite/zweiten/zweites <span>', (slots) => units(2, slots)],
  ['every/each <weekdays> | jeden <weekdays> | chaque <weekdays> | tous les <weekdays> | cada <weekdays> | todos los <weekdays>', (slots) => weekly(1, slots)],
  ['every other/second <weekdays> | jeden zweiten <weekdays>', (slots) => weekly(2, slots)],
  ['every <n> weeks on <weekdays> | alle <n> wochen am <weekdays>', (slots) => weekly(slots.n, slots)],
);

const often = (interval: number, unit: Unit) => (): Every => ({ interval, unit });

const ADVERBS = phraseBook<Every | undefined>(
  ['daily/taglich/taeglich/quotidien/quotidiennement/diario/diariamente/diaria', often(1, 'day')],
  ['weekly/wochentlich/woechentlich/hebdomadaire/semanal/semanalmente', often(1, 'week')],
  ['fortnightly/biweekly/vierzehntagig/vierzehntaegig/zweiwochentlich/quincenal/quincenalmente', often(2, 'week')],
  ['monthly/monatlich/mensuel/mensuelle/mensuellement/mensual/mensualmente', often(1, 'month')],
  ['quarterly/vierteljahrlich/vierteljaehrlich/quartalsweise/trimestriel/trimestrielle/trimestral/trimestralmente', often(3, 'month')],
  ['halbjahrlich/halbjaehrlich/semestriel/semestral', often(6, 'month')],
  ['yearly/annually/annual/jahrlich/jaehrlich/annuel/annuelle/annuellement/anual/anualmente', often(1, 'year')],
  ['<weekdays>', (slots) => (slots.weekdays.isPlural ? weekly(1, slots) : undefined)],
);
