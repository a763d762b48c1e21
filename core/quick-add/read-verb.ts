import { phraseBook } from './phrases.ts';
import type { Word } from './words.ts';

/** What is to be done next; `task` is anything else. */
export type FollowUpKind = 'call' | 'email' | 'meeting' | 'task';

export interface VerbReading {
  readonly next: number;
  readonly kind: FollowUpKind;
  /** A German noun, which has a capital without being a name. */
  readonly isNoun: boolean;
}

/** The word for what is to be done that begins at a word: call, Termin, à faire. */
export function readVerb(words: readonly Word[], from: number): VerbReading | undefined {
  const verb = VERBS.at(words, from);
  const noun = NOUNS.at(words, from);
  if (noun !== undefined && noun.next > (verb?.next ?? 0)) return { kind: noun.meaning, next: noun.next, isNoun: true };
  return verb && { kind: verb.meaning, next: verb.next, isNoun: false };
}

/** Words that stand before an address or a number to say what it is. */
export const LABELS: Readonly<Record<'email' | 'phone', ReadonlySet<string>>> = {
  email: new Set(['email', 'e-mail', 'mail', 'courriel', 'correo']),
  phone: new Set(['phone', 'tel', 'telefon', 'telephone', 'telefono', 'mobile', 'mobil', 'handy', 'cell', 'movil', 'portable', 'fon']),
};

const LEAD = 'to/please/bitte/must';

const VERBS = phraseBook<FollowUpKind>(
  [`${LEAD}? call/ring/phone/telephone/callback/dial | ${LEAD}? call/ring/phone back | give a? ring`, () => 'call'],
  ['bitte? anrufen/telefonieren/sprechen/zuruckrufen/zurueckrufen/angerufen', () => 'call'],
  ['appeler/rappeler/appelle/rappelle/appel/telephoner | passer un coup de fil', () => 'call'],
  ['llamar/llamada/telefonear', () => 'call'],
  [`${LEAD}? email/e-mail/mail/write/emailing`, () => 'email'],
  ['bitte? mailen/anmailen/schreiben/anschreiben/zuruckschreiben', () => 'email'],
  ['ecrire/courriel/ecris | envoyer un mail/email/courriel/e-mail', () => 'email'],
  ['escribir/correo/escribe | enviar un? email/mail/correo/e-mail', () => 'email'],
  [`${LEAD}? meet/visit | meeting/lunch/coffee/dinner/breakfast/appointment | catch up | catch-up`, () => 'meeting'],
  ['bitte? treffen/besuchen', () => 'meeting'],
  ['rencontrer/rdv/rendez-vous/reunion/visiter/visite/dejeuner | rendez vous', () => 'meeting'],
  ['reunion/reunirse/visitar/visita/cita/almuerzo/almorzar/quedar', () => 'meeting'],
  ['task/todo/to-do/follow-up/followup | follow up | to do', () => 'task'],
  ['erledigen/nachfassen/nachfragen/nachhaken', () => 'task'],
  ['tache/relancer/relance | à/a faire', () => 'task'],
  ['tarea/pendiente/seguimiento', () => 'task'],
);

const NOUNS = phraseBook<FollowUpKind>(
  ['anruf/ruckruf/rueckruf/telefonat/telefon/telefontermin', () => 'call'],
  ['nachricht', () => 'email'],
  ['termin/treffen/besuch/besprechung/mittagessen/abendessen/fruhstuck/kaffee/kaffeetrinken', () => 'meeting'],
  ['aufgabe/wiedervorlage', () => 'task'],
);
