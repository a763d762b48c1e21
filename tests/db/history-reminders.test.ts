import { expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { type Desk, NOBODY_WAITS, aDesk } from '../support/desk.ts';

/** One line a change, the newest first. */
async function told({ calls }: Desk, id: Id): Promise<string[]> {
  const { items } = await calls.history.of({ id, limit: 100 }, NOBODY_WAITS);
  return items.map(({ code, op, table, field, before, after }) => `${code}: ${table} ${op} ${field ?? '-'} ${String(before)} → ${String(after)}`);
}

it('tells of what was planned with a contact, and of how often one wants to talk', async () => {
  const desk = aDesk();
  const { calls } = desk;
  const { id: ada } = await calls.contacts.create({ kind: 'person', fullName: 'Ada' }, NOBODY_WAITS);
  const before = (await told(desk, ada)).length;
  const { id } = await calls.reminders.create({ purpose: 'Agree the height', contactId: ada, due: '2026-06-01', zone: '' }, NOBODY_WAITS);
  await calls.reminders.snooze({ id, to: { due: '2026-06-02', zone: '' } }, NOBODY_WAITS);
  await calls.reminders.update({ id, fields: { ownerId: null } }, NOBODY_WAITS);
  await calls.reminders.complete({ id }, NOBODY_WAITS);
  await calls.reminders.remove({ id }, NOBODY_WAITS);
  await calls.reminders.restore({ id }, NOBODY_WAITS);
  await calls.reminders.setCadence({ contactId: ada, every: 'P6W' }, NOBODY_WAITS);
  await calls.reminders.setCadence({ contactId: ada, every: 'P1M' }, NOBODY_WAITS);
  const lines = await told(desk, ada);
  expect(lines.slice(0, lines.length - before).map((line) => line.replace(/ \d{13}$/, ' then'))).toEqual([
    'contact.cadence: cadences updated every P6W → P1M',
    'contact.cadence: cadences updated every  → P6W',
    'contact.cadence: cadences inserted every null → ',
    'reminder.restored: reminders restored purpose null → Agree the height',
    'reminder.removed: reminders removed purpose Agree the height → null',
    'reminder.completed: reminders updated doneBy null → Robin',
    'reminder.completed: reminders updated doneAt null → then',
    'reminder.updated: reminders updated ownerId Robin → null',
    'reminder.snoozed: reminders updated due 2026-06-01 → 2026-06-02',
    'reminder.created: reminders updated createdAt 0 → then',
    'reminder.created: reminders updated due  → 2026-06-01',
    'reminder.created: reminders updated ownerId null → Robin',
    'reminder.created: reminders updated purpose  → Agree the height',
    'reminder.created: reminders inserted purpose null → ',
  ]);
  expect(await told(desk, id)).toHaveLength(11);
});
