import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ImportReport } from '../../../core/api/transfer.ts';
import type { ContactCard } from '../../../core/contact-card.ts';
import { CardReader, visibleContacts } from '../../../db/card-of-contact.ts';
import { ensureMember, loadLocale } from '../../../db/settings.ts';
import { type Store, openStore } from '../../../db/store.ts';
import { write } from '../../../db/write.ts';
import type { CallContext } from '../../../electron/calls/context.ts';
import { openFiles } from '../../../electron/files.ts';
import { type ImportChoices, type ImportFile, dryRun, runImport } from '../../../electron/import/run.ts';
import { fakePorts } from '../../support/stores.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NEVER = { aborted: false };

/** A profile on a real disk into which files can be imported. */
export interface ImportProfile {
  readonly context: CallContext;
  readonly store: Store;
  readonly dir: string;
  import(file: ImportFile, choices?: ImportChoices): Promise<ImportReport>;
  dryRun(file: ImportFile, choices?: ImportChoices): Promise<ImportReport>;
  /** Every contact that can be seen, as a card, in the order in which they were made. */
  cards(): ContactCard[];
  /** The same database opened anew, as by a program that starts the next day. The one before is closed. */
  nextDay(): ImportProfile;
}

export function aProfile(): ImportProfile {
  return openAt(temporaryFolder(), Date.UTC(2026, 0, 15, 9));
}

function openAt(dir: string, startMs: number): ImportProfile {
  const store = openStore(join(dir, 'kith.sqlite'), fakePorts(startMs % 97, startMs));
  loadLocale(store);
  write(store, { code: 'profile.started' }, (tx) => {
    ensureMember(tx, 'Ada');
    tx.makeFinal();
  });
  let isOpen = true;
  const close = (): void => {
    if (isOpen) store.close();
    isOpen = false;
  };
  onTestFinished(close);
  const files = openFiles(dir);
  const context: CallContext = { store, files, profileDir: dir, version: '0', host: 'browser', syncedBy: undefined, localeChanged: () => undefined, changed: () => undefined };
  return {
    context,
    store,
    dir,
    import: (file, choices = {}) => runImport(context, file, choices, NEVER, () => undefined),
    dryRun: (file, choices = {}) => dryRun(context, file, choices, NEVER, () => undefined),
    cards() {
      const reader = new CardReader(store, { entries: true, readFile: (hash) => (files.has(hash) ? files.read(hash, 0).bytes : undefined) });
      return [...visibleContacts(store)].map((id) => reader.card(id));
    },
    nextDay() {
      close();
      return openAt(dir, startMs + 86_400_000);
    },
  };
}

export function fixtureFile(path: string): ImportFile {
  const whole = fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
  return { path: whole, size: statSync(whole).size };
}

/** A file with this in it, gone when the test ends. */
export function aFile(content: string | Uint8Array): ImportFile {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, content);
  return { path, size: statSync(path).size };
}

export function counts({ created, updated, unchanged, doubtful, skipped }: ImportReport): Record<string, number> {
  return Object.fromEntries(Object.entries({ created, updated, unchanged, doubtful, skipped }).filter(([, count]) => count > 0));
}

/** What a card says, in one line: `John Doe; mail work j@x.org; tel …; at Acme (CEO); tags vip; note "…"; kin spouse Jenny`. */
export function inWords(card: ContactCard): string {
  const labelled = (label: string, text: string): string => (label === '' ? text : `${label} ${text}`);
  const list = (what: string, items: readonly string[]): string[] => (items.length === 0 ? [] : [`${what} ${items.join(', ')}`]);
  const name = card.displayName ?? ['prefix', 'given', 'middle', 'family', 'suffix'].map((part) => card.name[part as 'given']).filter(Boolean).join(' ');
  return [
    card.kind === 'organisation' ? `the firm ${name}` : name,
    ...list('mail', card.emails.map(({ label, address }) => labelled(label, address))),
    ...list('tel', card.phones.map(({ label, number }) => labelled(label, number))),
    ...list('at', card.affiliations.map(({ organisation = '–', title }) => (title === undefined ? organisation : `${organisation} (${title})`))),
    ...list('lives', card.addresses.map(({ label, ...parts }) => labelled(label, Object.values(parts).join(' ').replaceAll('\n', ' ')))),
    ...list('web', card.links.map(({ label, url }) => labelled(label, url))),
    ...list('born', card.birthday === undefined ? [] : [card.birthday]),
    ...list('dates', card.dates.map(({ label, date }) => labelled(label, date))),
    ...list('facts', card.facts.map(({ label, text }) => `${label} ${text}`)),
    ...list('kin', card.relations.map(({ label, name: other }) => `${label} ${other}`)),
    ...list('tags', card.tags),
    ...list('note', (card.entries ?? []).map(({ body = '' }) => (body.length > 60 ? `"${body.slice(0, 60)}…"` : `"${body}"`).replaceAll('\n', '⏎'))),
    ...list('has', card.photo === undefined ? [] : ['a photo']),
  ].join('; ');
}
