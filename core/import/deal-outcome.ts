import type { Outcome } from '../deals.ts';
import { fold } from '../text/fold.ts';

/** Whether a word of a file, a status or the name of a stage, says that a deal is won, lost or open; undefined where it says nothing of it. */
export function outcomeIn(text: string): Outcome | 'open' | undefined {
  const plain = fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  if (WON.test(plain)) return 'won';
  if (LOST.test(plain)) return 'lost';
  return OPEN.test(plain) ? 'open' : undefined;
}

const CLOSED = '(?:closed ?|deal ?|abgeschlossen ?|geschlossen ?|ferme ?|cerrad[oa] ?)?';
const WON = new RegExp(`^${CLOSED}(?:won|win|gewonnen|zusage|gagnee?|ganad[oa]|vyhran[oy]?)$`);
const LOST = new RegExp(`^${CLOSED}(?:lost|loss|verloren|absage|abgelehnt|abgesagt|perdue?|perdid[oa]|prohran[oy]?|ztracen[oy]?)$`);
const OPEN = /^(?:open|active|in progress|pending|offen|aktiv|laufend|in arbeit|ouverte?|en cours|abiert[oa]|en curso|otevren[oy]?)$/;

/** A cell that is ticked: `true`, `1`, `x`, `yes`, in four languages. */
export const isTicked = (text: string): boolean => /^(?:true|yes|y|1|x|ja|oui|vrai|si|wahr|verdadero)$/.test(fold(text.trim()));
