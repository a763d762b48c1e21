import { createHash } from 'node:crypto';
import type { ContactCard } from '../../core/contact-card.ts';
import type { DealSheet } from '../../core/deal-sheet.ts';

/** Twelve bytes of a hash of everything that the card says. */
export function cardHash(card: ContactCard): string {
  const { photo, ...rest } = card;
  return createHash('sha256').update(JSON.stringify(rest)).update(photo?.bytes ?? new Uint8Array(0)).digest('base64url').slice(0, 16);
}

/** The same of everything that a deal says. */
export function dealHash(deal: DealSheet): string {
  return createHash('sha256').update(JSON.stringify(deal)).digest('base64url').slice(0, 16);
}
