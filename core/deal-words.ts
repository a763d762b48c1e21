// What stages and reasons are called that came with a profile, in files. On the screen the page has the words; a test
// holds that they are the same.
import { START_REASONS, START_STAGES } from './pipelines.ts';
import type { Outcome } from './deals.ts';
import { fold } from './text/fold.ts';

interface DealWords {
  pipeline: string;
  /** Of what a file brings without naming its pipeline. */
  imported: string;
  stages: readonly string[];
  reasons: Readonly<Record<Outcome, readonly string[]>>;
}

const ENGLISH: DealWords = {
  pipeline: 'Pipeline',
  imported: 'Imported deals',
  stages: ['Enquiry', 'In talks', 'Quoted', 'Agreed'],
  reasons: {
    won: ['Price', 'Quality', 'They know us', 'We were quick'],
    lost: ['Price', 'Timing', 'Chose somebody else', 'No answer', 'No longer needed'],
  },
};
const GERMAN: DealWords = {
  pipeline: 'Pipeline',
  imported: 'Importierte Vorgänge',
  stages: ['Anfrage', 'Im Gespräch', 'Angebot', 'Zugesagt'],
  reasons: {
    won: ['Preis', 'Qualität', 'Man kennt uns', 'Wir waren schnell'],
    lost: ['Preis', 'Zeitpunkt', 'Für andere entschieden', 'Keine Antwort', 'Kein Bedarf mehr'],
  },
};

/** By the language of a locale such as `de-CH`. */
export function dealWords(locale: string): DealWords {
  return /^de\b/i.test(locale) ? GERMAN : ENGLISH;
}

/** What a stage is called in a file; `origin` is which of the start it is. */
export function stageWord({ name, origin }: { name: string; origin: string }, locale: string): string {
  return name || (dealWords(locale).stages[Number(origin) - 1] ?? '–');
}

export function reasonWord({ name, origin }: { name: string; origin: string }, outcome: Outcome, locale: string): string {
  return name || (dealWords(locale).reasons[outcome][START_REASONS[outcome].indexOf(origin)] ?? '–');
}

/** Everything that a stage may be called in a file, folded: one of the start is known in every language. */
export function stageNames({ name, origin }: { name: string; origin: string }): string[] {
  return (name === '' && START_STAGES[Number(origin) - 1] ? [ENGLISH, GERMAN].map(({ stages }) => stages[Number(origin) - 1]!) : [name]).map(fold);
}

/** Which of the reasons of the start a file means. */
export function reasonOrigin(text: string, outcome: Outcome): string | undefined {
  const wanted = fold(text.trim());
  for (const { reasons } of [ENGLISH, GERMAN]) {
    const at = reasons[outcome].findIndex((reason) => fold(reason) === wanted);
    if (at >= 0) return START_REASONS[outcome][at];
  }
  return undefined;
}
