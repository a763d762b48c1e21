// Makes a small database with the newest migrations, as a release leaves it on somebody's disk: every later
// version of Kith must open and use it. Run once a release: `node tests/support/make-released-database.ts`.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPart, createContact, mergeContacts, updateContact } from '../../db/contact-writes.ts';
import { putDraft } from '../../db/drafts.ts';
import { createEntry, updateEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField } from '../../db/lists.ts';
import { readMigrations } from '../../db/migrate.ts';
import { ensureMember, loadLocale, setTeamSettings } from '../../db/settings.ts';
import { type Store, openStore } from '../../db/store.ts';
import { undo } from '../../db/undo.ts';
import { type Tx, type Written, write } from '../../db/write.ts';
import { fakePorts } from './stores.ts';

/** Files are called by the number of their last migration. */
const number = readMigrations().at(-1)!.tag.slice(0, 4);
const target = new URL(`../fixtures/databases/${number}.sqlite`, import.meta.url).pathname;
if (existsSync(target)) throw new Error(`${target} was released already: it is never made anew`);

const dir = mkdtempSync(join(tmpdir(), 'kith-release-'));
const store = openStore(join(dir, 'kith.sqlite'), fakePorts(7));
fill(store);
store.sql.prepare('VACUUM INTO ?').run(target);
store.close();
rmSync(dir, { recursive: true });

/** People, what was said, and one of each thing that a later version might trip over. */
function fill(into: Store): void {
  const act = <T>(code: string, change: (tx: Tx) => T): Written<T> => write(into, { code }, change);
  act('profile.started', (tx) => {
    ensureMember(tx, 'Robin');
    setTeamSettings(tx, { place: 'Harbour Bakery', currency: 'EUR', country: 'SE' });
    tx.makeFinal();
  });
  loadLocale(into);
  const ada = act('contact.created', (tx) =>
    createContact(tx, {
      kind: 'person',
      fullName: 'Ada Łodz-Müller',
      emails: [{ address: 'Ada@harbour.example', label: 'work' }, { address: 'ada@home.example' }],
      phones: [{ number: '070-555 01 23' }],
      organisation: { name: 'Harbour AB', title: 'Owner' },
      roles: ['customer'],
      tags: ['Garden', 'VIP'],
      birthday: '--02-29',
    }),
  ).result;
  const ming = act('contact.created', (tx) => createContact(tx, { kind: 'person', fullName: '王小明', displayAs: '王小明', emails: [{ address: 'ming@tea.example' }] })).result;
  const double = act('contact.created', (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Muller', phones: [{ number: '+46 8 123 456' }] })).result;
  act('contact.updated', (tx) => {
    addPart(tx, ada, 'addresses', { label: 'home', street: 'Storgatan 1', city: 'Göteborg', postalCode: '411 01', country: 'SE' });
    addPart(tx, ada, 'facts', { label: 'likes', text: 'Rye bread' });
    addPart(tx, ada, 'relations', { toId: ming, kind: 'friend' });
  });
  const field = act('field.created', (tx) => createField(tx, { record: 'contact', name: 'Shoe size', type: 'number' })).result;
  act('contact.updated', (tx) => setFieldValue(tx, ada, field, { type: 'number', value: 38.5 }));
  const note = act('entry.created.note', (tx) =>
    createEntry(tx, {
      kind: 'note',
      body: '# Plans\n\n- [ ] call about the *garden*',
      participants: [ada, ming],
      attachments: [{ name: 'plan.pdf', type: 'application/pdf', size: 3, hash: 'a'.repeat(64) }],
    }),
  ).result;
  act('entry.updated', (tx) => updateEntry(tx, note, { body: '# Plans\n\n- [x] called about the *garden*' }, undefined));
  act('contact.merged', (tx) => mergeContacts(tx, ada, double, []));
  act('contact.updated', (tx) => updateContact(tx, ada, { nickname: 'Addie' }));
  undo(into, act('contact.updated', (tx) => updateContact(tx, ada, { nickname: 'Ads' })).changeId);
  const gone = act('contact.created', (tx) => createContact(tx, { kind: 'person', fullName: 'Gone Soon' })).result;
  act('contact.removed', (tx) => tx.remove('contacts', gone));
  act('contact.updated', (tx) => updateContact(tx, ming, { status: 'waiting' }));
  putDraft(into, `note:${ming}`, 'half a thou', ming);
}
