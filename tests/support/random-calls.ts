import fc from 'fast-check';
import { CallError } from '../../core/call.ts';
import type { Due, Repeat } from '../../core/reminders.ts';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { occurrences } from '../../core/recurrence.ts';
import { addPart, addRole, applyBulkChange, createContact, mergeContacts, resolveConflict, setRoles, setTags, updateContact } from '../../db/contact-writes.ts';
import { getContact, recordConflicts } from '../../db/contacts.ts';
import { createEntry, updateEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField, updateField } from '../../db/lists.ts';
import { purgeContact } from '../../db/purge.ts';
import { changeOccurrence, skipOccurrence } from '../../db/occurrences.ts';
import { completeReminder, createReminder, reopenReminder, setCadence, skipReminder, updateReminder } from '../../db/reminders.ts';
import { ruleOf } from '../../db/series.ts';
import type { Store } from '../../db/store.ts';
import { type TableName, tableNumbered } from '../../db/tables/registry.ts';
import { undo, undoState } from '../../db/undo.ts';
import { type Seen, write } from '../../db/write.ts';
import { type RandomDealCall, randomDealCall, runDealCall } from './random-deal-calls.ts';

/** One thing that somebody does; numbers pick among what is there. */
export type RandomCall =
  | RandomDealCall
  | { do: 'create'; name: string; email: string; tag: string }
  | { do: 'rename'; who: number; given: string; family: string }
  | { do: 'email'; who: number; address: string }
  | { do: 'removePart'; table: 'emails' | 'phones' | 'affiliations'; which: number }
  | { do: 'tags'; who: number; tags: string[] }
  | { do: 'roles'; who: number; roles: string[] }
  | { do: 'field'; name: string }
  | { do: 'custom'; who: number; which: number; value: string | null }
  | { do: 'note'; who: number; other: number; body: string }
  | { do: 'editNote'; which: number; body: string; with: number }
  | { do: 'remove'; table: RemovedTable; which: number }
  | { do: 'restore'; table: RemovedTable; which: number }
  | { do: 'call'; who: number }
  | { do: 'remind'; who: number | null; due: Due; repeat: Repeat | null }
  | { do: 'complete'; which: number; log: boolean; nextStep: Due | null }
  | { do: 'reopen'; which: number }
  | { do: 'skip'; which: number }
  | { do: 'moveReminder'; which: number; to: Due; repeat: Repeat | null | undefined; scope: 'this' | 'later' }
  | { do: 'changeAhead'; which: number; place: number; scope: 'this' | 'later' | 'all'; who: number | null | undefined; to: Due | undefined; repeat: Repeat | null | undefined }
  | { do: 'skipAhead'; which: number; place: number }
  | { do: 'cadence'; who: number; every: string }
  | { do: 'merge'; who: number; other: number }
  | { do: 'work'; who: number; organisation: string }
  | { do: 'relate'; who: number; to: number }
  | { do: 'open'; who: number }
  | { do: 'save'; given: string; family: string }
  | { do: 'resolve'; which: number; version: number }
  | { do: 'erase'; who: number }
  | { do: 'bulk'; tag: string; add: boolean }
  | { do: 'undo' }
  | { do: 'redo' };

type RemovedTable = 'contacts' | 'entries' | 'tags' | 'reminders';

const removedTable = fc.constantFrom('contacts' as const, 'entries' as const, 'tags' as const, 'reminders' as const);
const pick = fc.nat({ max: 11 });
const due = fc.constantFrom<Due[]>(
  { due: '2026-01-10', zone: '' },
  { due: '2026-01-16', zone: '' },
  { due: '2026-01-15T10:00', zone: 'Europe/Berlin' },
  { due: '2026-03-29T02:30', zone: 'Europe/Berlin' },
);
const repeat = fc.constantFrom<Repeat[]>({ kind: 'rule', rule: 'FREQ=WEEKLY' }, { kind: 'rule', rule: 'FREQ=DAILY;COUNT=2' }, { kind: 'afterDone', every: 'P3W' });
const word = fc.constantFrom('Ada', 'Łódź', 'Müller', '小明', 'ليلى', 'Bo', 'Ø', '👩‍👧', 'Zoë', '');
const tag = fc.constantFrom('vip', 'trade', 'Garden');

export const randomCall: fc.Arbitrary<RandomCall> = fc.oneof(
  { weight: 24, arbitrary: randomDealCall },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), name: word, email: fc.constantFrom('a@x.org', 'b@x.org', 'C@X.org'), tag }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), who: pick, given: word, family: word }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('email' as const), who: pick, address: fc.constantFrom('a@x.org', 'd@x.org') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('removePart' as const), table: fc.constantFrom('emails' as const, 'phones' as const, 'affiliations' as const), which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tags' as const), who: pick, tags: fc.uniqueArray(tag) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('roles' as const), who: pick, roles: fc.uniqueArray(fc.constantFrom('customer', 'supplier')) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('field' as const), name: word }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('custom' as const), who: pick, which: pick, value: fc.option(word) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('note' as const), who: pick, other: pick, body: word }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('editNote' as const), which: pick, body: word, with: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), table: removedTable, which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), table: removedTable, which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('call' as const), who: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remind' as const), who: fc.option(pick), due, repeat: fc.option(repeat) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('complete' as const), which: pick, log: fc.boolean(), nextStep: fc.option(due) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('skip' as const), which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('moveReminder' as const), which: pick, to: due, repeat: fc.option(fc.option(repeat), { nil: undefined }), scope: fc.constantFrom('this' as const, 'later' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('changeAhead' as const),
      which: pick,
      place: fc.nat({ max: 3 }),
      scope: fc.constantFrom('this' as const, 'later' as const, 'all' as const),
      who: fc.option(fc.option(pick), { nil: undefined, freq: 1 }),
      to: fc.option(due, { nil: undefined }),
      repeat: fc.option(fc.option(repeat), { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('skipAhead' as const), which: pick, place: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cadence' as const), who: pick, every: fc.constantFrom('P6W', 'P1M', '') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), who: pick, other: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('work' as const), who: pick, organisation: fc.constantFrom('Acme', 'Äpfel GmbH') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('relate' as const), who: pick, to: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), who: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('save' as const), given: word, family: word }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), which: pick, version: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), who: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bulk' as const), tag, add: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
);

function pickId(store: Store, table: TableName, which: number, where: string): Id | undefined {
  const rows = store.prepare(`SELECT id FROM ${table} WHERE ${where} ORDER BY id`).all();
  return rows.length === 0 ? undefined : idFromBytes(rows[which % rows.length]!.id);
}

/** Does it as the calls do. What is refused, or has nothing to act on, changes nothing. */
export function doCall(store: Store, call: RandomCall): void {
  try {
    run(store, call);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}

/** One of the first occurrences by the rule of a series, whether it is ahead or not. */
function pickOccurrence(store: Store, which: number, place: number): { seriesId: Id; occurrence: string } | undefined {
  const seriesId = pickId(store, 'reminderSeries', which, "hidden = 0 AND rule <> ''");
  const series = seriesId && store.prepare('SELECT * FROM reminderSeries WHERE id = ?').get(idToBytes(seriesId));
  const rule = series && ruleOf(series);
  const occurrence = rule ? occurrences(rule, rule.start, '2028-01-01', place + 1).at(-1) : undefined;
  return seriesId && occurrence ? { seriesId, occurrence } : undefined;
}

/** What a window on each replica was loaded with. */
const openForms = new WeakMap<Store, { id: Id; seen: Seen }>();

function resolveOne(store: Store, which: number, version: number): void {
  const open = store.prepare('SELECT DISTINCT tableNo, recordId FROM conflicts ORDER BY recordId').all();
  const record = open[which % (open.length || 1)];
  const table = record && tableNumbered(record['tableNo'] as number)!;
  const row = table && store.prepare(`SELECT * FROM ${table.name} WHERE id = ?`).get(record['recordId']);
  const conflict = table && row && recordConflicts(store, table.number, row)[0];
  if (!conflict) return;
  const versions = [conflict.current, ...conflict.others];
  const { stamp } = versions[version % versions.length]!;
  write(store, { code: 'test.resolve' }, (tx) => resolveConflict(tx, conflict.table, conflict.recordId, conflict.field, stamp));
}

function run(store: Store, call: RandomCall): void {
  const contact = (which: number): Id | undefined => pickId(store, 'contacts', which, 'hidden = 0');
  const label = { code: `test.${call.do}` };
  switch (call.do) {
    case 'create':
      write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: call.name, emails: [{ address: call.email }], tags: [call.tag], phones: [{ number: '+44 20 7946 0018' }] }));
      return;
    case 'rename': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => updateContact(tx, id, { given: call.given, family: call.family }));
      return;
    }
    case 'email': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => addPart(tx, id, 'emails', { address: call.address }));
      return;
    }
    case 'removePart': {
      const id = pickId(store, call.table, call.which, 'hidden = 0');
      if (id) write(store, label, (tx) => tx.remove(call.table, id));
      return;
    }
    case 'tags': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => setTags(tx, id, call.tags));
      return;
    }
    case 'roles': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => setRoles(tx, id, call.roles));
      return;
    }
    case 'field':
      write(store, label, (tx) => {
        const id = createField(tx, { record: 'contact', name: call.name, type: 'text' });
        updateField(tx, id, { after: null });
      });
      return;
    case 'custom': {
      const [id, fieldId] = [contact(call.who), pickId(store, 'fields', call.which, 'hidden = 0')];
      if (id && fieldId) write(store, label, (tx) => setFieldValue(tx, id, fieldId, call.value === null ? null : { type: 'text', value: call.value }));
      return;
    }
    case 'note': {
      const [id, other] = [contact(call.who), contact(call.other)];
      if (id && other) write(store, label, (tx) => createEntry(tx, { kind: 'note', body: call.body, participants: [id, other] }));
      return;
    }
    case 'editNote': {
      const [id, person] = [pickId(store, 'entries', call.which, 'hidden = 0'), contact(call.with)];
      if (id && person) write(store, label, (tx) => updateEntry(tx, id, { body: call.body }, [person]));
      return;
    }
    case 'remove': {
      const id = pickId(store, call.table, call.which, 'hidden = 0');
      if (id) write(store, label, (tx) => tx.remove(call.table, id));
      return;
    }
    case 'restore': {
      const id = pickId(store, call.table, call.which, 'hidden IN (1, 3)');
      if (id) write(store, label, (tx) => tx.restore(call.table, id));
      return;
    }
    case 'call': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => createEntry(tx, { kind: 'call', body: 'spoke', participants: [id] }));
      return;
    }
    case 'remind': {
      const contactId = call.who === null ? null : contact(call.who);
      if (contactId !== undefined) write(store, label, (tx) => createReminder(tx, { contactId, purpose: 'ask', kind: 'call', ...call.due, repeat: call.repeat }));
      return;
    }
    case 'complete': {
      const id = pickId(store, 'reminders', call.which, 'hidden = 0 AND doneAt IS NULL');
      if (id) write(store, label, (tx) => completeReminder(tx, id, { ...(call.log ? { log: { kind: 'call', body: 'done' } } : {}), ...(call.nextStep ? { nextStep: { purpose: 'next', ...call.nextStep } } : {}) }, 'Europe/Berlin'));
      return;
    }
    case 'reopen': {
      const id = pickId(store, 'reminders', call.which, 'hidden = 0 AND doneAt IS NOT NULL');
      if (id) write(store, label, (tx) => reopenReminder(tx, id));
      return;
    }
    case 'skip': {
      const id = pickId(store, 'reminders', call.which, 'hidden = 0 AND doneAt IS NULL');
      if (id) write(store, label, (tx) => skipReminder(tx, id, 'Europe/Berlin'));
      return;
    }
    case 'moveReminder': {
      const id = pickId(store, 'reminders', call.which, 'hidden = 0 AND doneAt IS NULL');
      if (id) write(store, label, (tx) => updateReminder(tx, id, { due: call.to, repeat: call.repeat, scope: call.scope, fields: { purpose: 'moved' } }));
      return;
    }
    case 'changeAhead': {
      const key = pickOccurrence(store, call.which, call.place);
      const contactId = call.who === undefined || call.who === null ? call.who : contact(call.who);
      const fields = { purpose: 'ahead', ...(contactId === undefined ? {} : { contactId }) };
      if (key) write(store, label, (tx) => changeOccurrence(tx, { ...key, scope: call.scope, fields, due: call.to, repeat: call.repeat }));
      return;
    }
    case 'skipAhead': {
      const key = pickOccurrence(store, call.which, call.place);
      if (key) write(store, label, (tx) => skipOccurrence(tx, key.seriesId, key.occurrence, 'Europe/Berlin'));
      return;
    }
    case 'cadence': {
      const id = contact(call.who);
      if (id) write(store, label, (tx) => setCadence(tx, id, call.every));
      return;
    }
    case 'merge': {
      const [winner, loser] = [contact(call.who), contact(call.other)];
      if (winner && loser) write(store, label, (tx) => mergeContacts(tx, winner, loser, ['given']));
      return;
    }
    case 'work': {
      const id = contact(call.who);
      if (!id) return;
      write(store, label, (tx) => {
        const organisationId = createContact(tx, { kind: 'organisation', organisationName: call.organisation });
        addPart(tx, id, 'affiliations', { organisationId, title: 'CEO' });
        addRole(tx, organisationId, 'supplier');
      });
      return;
    }
    case 'relate': {
      const [id, to] = [contact(call.who), contact(call.to)];
      if (id && to) write(store, label, (tx) => addPart(tx, id, 'relations', { toId: to, kind: 'friend' }));
      return;
    }
    case 'open': {
      const id = contact(call.who);
      if (id) openForms.set(store, { id, seen: getContact(store, id).seen });
      return;
    }
    case 'save': {
      const form = openForms.get(store);
      if (form) write(store, label, (tx) => updateContact(tx, form.id, { given: call.given, family: call.family }, form.seen));
      return;
    }
    case 'resolve':
      return resolveOne(store, call.which, call.version);
    case 'erase': {
      const id = contact(call.who);
      if (!id) return;
      write(store, label, (tx) => {
        purgeContact(tx, id);
        tx.makeFinal();
      });
      return;
    }
    case 'bulk':
      write(store, label, (tx) => {
        for (const { n } of store.prepare('SELECT n FROM contacts WHERE hidden = 0').all()) {
          applyBulkChange(tx, n, { kind: 'tag', add: call.add ? [call.tag] : [], remove: call.add ? [] : [call.tag] });
        }
      });
      return;
    case 'undo': {
      const change = undoState(store).undo;
      if (change) undo(store, change.changeId);
      return;
    }
    case 'redo': {
      const change = undoState(store).redo;
      if (change) undo(store, change.changeId);
      return;
    }
    default:
      return runDealCall(store, call);
  }
}
