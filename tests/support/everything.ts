import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '../../core/ids.ts';
import { createContact, updateContact } from '../../db/contact-writes.ts';
import { createDeal } from '../../db/deals.ts';
import { digests } from '../../db/digest.ts';
import { createEntry } from '../../db/entries.ts';
import { createReminder } from '../../db/reminders.ts';
import { openReader, type Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { writeEverything } from '../../electron/export/everything/run.ts';
import type { FileStore } from '../../electron/files.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import type { Desk } from './desk.ts';

export const NO_SIGNAL = { aborted: false };

/** People with whom something happened, attached files, a photo, a deal, a reminder, and what was undone, removed and erased. */
export function fillProfile({ store, files }: Pick<Desk, 'store' | 'files'>): void {
  const keep = (text: string): { type: string; size: number; hash: string } => ({ type: 'text/plain', size: Buffer.byteLength(text), hash: files.keep(Buffer.from(text)) });
  write(store, { code: 'test' }, (tx) => {
    const ada = createContact(tx, { kind: 'person', given: 'Ada', family: 'King', emails: [{ label: 'work', address: 'ada@example.org' }] });
    const other = createContact(tx, { kind: 'person', given: 'ADA', family: 'King' });
    const firm = createContact(tx, { kind: 'organisation', organisationName: '=HYPERLINK("https://example.org")' });
    updateContact(tx, ada, { photo: files.keep(Buffer.from('a photo')) });
    createEntry(tx, { kind: 'note', subject: 'Plans', body: '# A heading\n\n- one', participants: [ada, firm], attachments: [{ name: '../../evil/CON.txt', ...keep('one') }, { name: 'plan.txt', ...keep('two') }, { name: 'PLAN.TXT', ...keep('three') }] });
    createEntry(tx, { kind: 'meeting', at: Date.UTC(2026, 0, 20, 9), minutes: 30, subject: 'Garden', body: '', participants: [other], attachments: [{ name: 'gone.txt', type: 'text/plain', size: 4, hash: 'f'.repeat(64) }] });
    createReminder(tx, { contactId: ada, purpose: '+1 call', due: '2026-01-20', zone: '' });
    createDeal(tx, { title: 'Pergola', contact: { id: ada }, minor: 120_050, currency: 'EUR' });
  });
}

/** What is in a profile that nobody has open. */
export function lookAt<T>(profileDir: string, look: (store: Store) => T): T {
  const store = openReader(join(profileDir, 'kith.sqlite'), systemPorts);
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** A profile as its first start leaves it. The import closes its store. */
export function anEmptyProfile(profileDir: string): { store: Store; files: FileStore; profileDir: string; keys: undefined } {
  return { ...openForWriting(profileDir, 'Sam'), profileDir, keys: undefined };
}

/** A filled profile as a ZIP and as a folder, and what must come of them. `dir` is removed by whoever made it. */
export async function anExport(dir: string, version: string): Promise<{ zip: string; folder: string; digests: ReturnType<typeof digests>; files: string[]; member: Id }> {
  mkdirSync(join(dir, 'from'));
  const { store, files } = anEmptyProfile(join(dir, 'from'));
  fillProfile({ store, files });
  const [zip, folder] = [join(dir, 'all.zip'), join(dir, 'all')];
  for (const path of [zip, folder]) await writeEverything({ store, files, version }, path, NO_SIGNAL, () => undefined);
  const made = { zip, folder, digests: digests(store), files: files.list().toSorted(), member: store.member };
  store.close();
  return made;
}

export const textOf = (dir: string, ...names: string[]): string => readFileSync(join(dir, ...names), 'utf8');
