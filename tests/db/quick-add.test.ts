import { expect, it, onTestFinished } from 'vitest';
import { getContact } from '../../db/contacts.ts';
import { type QuickAddLine, quickAdd } from '../../db/quick-add.ts';
import { listReminders, plannedWith } from '../../db/reminders.ts';
import { undo } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

function aDesk() {
  const { store, remove } = aStore();
  onTestFinished(remove);
  return { store, add: (line: QuickAddLine) => write(store, { code: 'quickAdd' }, (tx) => quickAdd(tx, line)) };
}

const ADA = { fullName: 'Ada Lovelace', emails: ['ada@x.org'], phones: ['+44 20 7946 0018'], organisation: 'Analytical Engines', tags: ['prospect'] };
const CALL = { kind: 'call', purpose: 'about the engine', due: '2026-01-16T10:00', zone: 'Europe/Berlin' } as const;

it('makes somebody, what to do next, and how often one wants to talk, as one change', () => {
  const { store, add } = aDesk();
  const { result, changeId } = add({ contact: ADA, reminder: CALL, cadence: 'P6W' });
  const id = result.contactId!;
  expect(getContact(store, id)).toMatchObject({ name: 'Ada Lovelace', emails: [{ address: 'ada@x.org' }], phones: [{ e164: '+442079460018' }], tags: [{ name: 'prospect' }], affiliations: [{ organisation: { name: 'Analytical Engines' } }] });
  expect(plannedWith(store, id, 'Europe/Berlin')).toMatchObject({ open: 1, next: { purpose: 'about the engine', due: '2026-01-16T10:00' }, cadence: { every: 'P6W' } });
  undo(store, changeId);
  expect(store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n).toBe(0);
  expect(listReminders(store, { state: 'open', limit: 5 }).rows).toEqual([]);
});

it('gives somebody who is there what they do not have yet', () => {
  const { store, add } = aDesk();
  const id = add({ contact: ADA }).result.contactId!;
  add({ contact: { id, emails: ['ADA@x.org', 'ada@y.org'], phones: ['020 7946 0018'], organisation: 'Analytical Engines', tags: ['prospect', 'vip'] }, reminder: CALL });
  const contact = getContact(store, id);
  expect(contact.emails.map(({ address }) => address)).toEqual(['ada@x.org', 'ada@y.org']);
  expect([contact.phones.length, contact.affiliations.length, contact.tags.map(({ name }) => name)]).toEqual([1, 1, ['prospect', 'vip']]);
  expect(listReminders(store, { state: 'open', contactId: id, limit: 5 }).rows).toHaveLength(1);
});

it('takes a firm alone for a firm, and a reminder alone for one about nobody', () => {
  const { store, add } = aDesk();
  const id = add({ contact: { emails: [], phones: [], organisation: 'Larch & Stone', tags: [] } }).result.contactId!;
  expect(getContact(store, id)).toMatchObject({ kind: 'organisation', name: 'Larch & Stone' });
  expect(add({ contact: null, reminder: CALL }).result).toMatchObject({ contactId: null });
  expect(listReminders(store, { state: 'open', limit: 5 }).rows).toMatchObject([{ contact: null, purpose: 'about the engine' }]);
});
