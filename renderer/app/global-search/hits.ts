import type { SearchHits } from '../../../core/api/history.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import { contactPath, dealPath, entryPath } from '../../paths.ts';

/** One line of the results, and where it leads. */
export interface Hit {
  id: string;
  path: string;
  found: { kind: 'contact'; contact: ContactRef; detail: string } | { kind: 'deal'; deal: SearchHits['deals'][number] } | { kind: 'entry'; entry: SearchHits['entries'][number] };
}

export const contactHit = (contact: ContactRef, detail = ''): Hit => ({ id: contact.id, path: contactPath(contact.id), found: { kind: 'contact', contact, detail } });

export const dealHits = (deals: SearchHits['deals']): Hit[] => deals.map((deal) => ({ id: deal.id, path: dealPath(deal.id), found: { kind: 'deal', deal } }));

export function entryHits(entries: SearchHits['entries']): Hit[] {
  return entries.flatMap((entry) => {
    const path = pathOfEntry(entry);
    return path === null ? [] : [{ id: entry.id, path, found: { kind: 'entry', entry } }];
  });
}

/** Where an entry stands: with its contact, else with its deal. */
export function pathOfEntry({ id, contact, deal }: SearchHits['entries'][number]): string | null {
  return contact ? entryPath(contact.id, id) : deal ? dealPath(deal.id) : null;
}
