import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { HistoryItem } from '../../../core/api/history.ts';
import { CallError } from '../../../core/call.ts';
import { RecordHistory } from '../../../renderer/record/record-history.tsx';
import { idOf, showFeature } from '../show-feature.tsx';

let made = 0;
const aChange = (change: Partial<HistoryItem>): HistoryItem => ({
  at: Date.UTC(2026, 5, 1, 12),
  member: 'Maren',
  device: '3f2a',
  code: 'reminder.updated',
  changeId: idOf(++made),
  table: 'reminders',
  recordId: idOf(900),
  op: 'updated',
  field: null,
  before: null,
  after: null,
  ...change,
});

async function shown(items: readonly HistoryItem[], locale = 'en-GB'): Promise<string[]> {
  await showFeature(<RecordHistory id={idOf(1)} onClose={() => {}} />, { history: { of: () => ({ items: [...items], next: null }) }, fields: { list: () => [] } }, { locale });
  const lines = () => [...document.querySelectorAll<HTMLElement>('ol ul > li')].map((line) => [...line.children].map((part) => (part as HTMLElement).innerText.trim()).join(': '));
  await expect.poll(() => document.querySelectorAll('ol > li').length).toBeGreaterThan(0);
  return lines();
}

it('says what was planned in words: when, how often, how urgent, whose', async () => {
  expect(
    await shown([
      aChange({ code: 'reminder.created', op: 'inserted', field: 'purpose', after: 'Agree the height' }),
      aChange({ field: 'due', before: '2026-06-02', after: '2026-06-19T10:00' }),
      aChange({ field: 'zone', before: 'Europe/Berlin', after: 'Asia/Tokyo' }),
      aChange({ field: 'kind', before: 'task', after: 'call' }),
      aChange({ field: 'priority', before: 0, after: 2 }),
      aChange({ field: 'ownerId', before: 'Maren', after: 'Sam' }),
      aChange({ field: 'doneAt', before: null, after: Date.UTC(2026, 5, 3, 9, 30) }),
      aChange({ table: 'reminderSeries', field: 'rule', before: 'FREQ=WEEKLY;BYDAY=MO', after: 'FREQ=MONTHLY;INTERVAL=2' }),
      aChange({ table: 'reminderSeries', field: 'afterDone', before: '', after: 'P3W' }),
      aChange({ table: 'reminderSeries', field: 'skipped', before: '2026-06-08', after: '2026-06-08 2026-06-15' }),
      aChange({ code: 'contact.cadence', table: 'cadences', field: 'every', before: 'P6W', after: 'P1M' }),
      aChange({ code: 'reminder.removed', op: 'removed', field: 'purpose', before: 'Agree the height' }),
    ]),
  ).toEqual([
    'Reminder: added Agree the height',
    'Due: 2 Jun 2026 → 19 Jun 2026 10:00',
    'Time zone: Europe/Berlin → Asia/Tokyo',
    'Kind: Task → Call',
    'Priority: Usual → Urgent',
    'Whose: Maren → Sam',
    'Done: – → 3 Jun 2026, 9:30',
    'Repeats: Every week on Mon → Every 2 months',
    'Repeats: – → 3 weeks after it was done',
    'Left out: 8 Jun 2026 → 8 Jun 2026 and 15 Jun 2026',
    'Keep in touch: Every 6 weeks → Every month',
    'Reminder: moved to the bin Agree the height',
  ]);
});

it('says so in German too', async () => {
  const lines = await shown([aChange({ field: 'due', before: '2026-06-02', after: '2026-06-03' }), aChange({ code: 'contact.cadence', table: 'cadences', field: 'every', before: 'P6W', after: 'P1M' })], 'de-DE');
  expect(lines).toEqual(['Fällig: 2. Juni 2026 → 3. Juni 2026', expect.stringMatching(/Alle 6 Wochen → Jeden Monat$/)]);
});

it('says of a new one what is to be done and when, and no more', async () => {
  const changeId = idOf(500);
  const ofNew = (change: Partial<HistoryItem>) => aChange({ changeId, code: 'reminder.created', ...change });
  expect(
    await shown([
      ofNew({ field: 'createdAt', before: 0, after: 1_768_467_690_039 }),
      ofNew({ field: 'occurrence', before: '', after: '2026-06-02T10:00' }),
      ofNew({ field: 'zone', before: '', after: 'Europe/Berlin' }),
      ofNew({ field: 'due', before: '', after: '2026-06-02T10:00' }),
      ofNew({ field: 'ownerId', before: null, after: 'Maren' }),
      ofNew({ field: 'purpose', before: '', after: 'Water' }),
      ofNew({ op: 'inserted', field: 'purpose', after: '' }),
      ofNew({ table: 'reminderSeries', recordId: idOf(901), op: 'inserted', field: 'purpose', after: 'Water' }),
    ]),
  ).toEqual(['Reminder: added Water', 'Due: – → 2 Jun 2026 10:00']);
});

it('says of one that was done when, and of one whose day got a time no zone', async () => {
  const changeId = idOf(501);
  expect(
    await shown([
      aChange({ changeId, field: 'doneBy', before: null, after: 'Maren' }),
      aChange({ changeId, field: 'doneAt', before: null, after: Date.UTC(2026, 5, 3, 9, 30) }),
      aChange({ changeId, field: 'zone', before: '', after: 'Europe/Berlin' }),
      aChange({ changeId, op: 'inserted', recordId: idOf(902), field: 'purpose', after: '' }),
    ]),
  ).toEqual(['Done: – → 3 Jun 2026, 9:30', 'Reminder: added']);
});

it('says what a newer Kith wrote as it is', async () => {
  expect(await shown([aChange({ field: 'kind', before: 'task', after: 'dance' }), aChange({ table: 'cadences', field: 'every', before: 'P6W', after: 'PT5H' })])).toEqual(['Kind: Task → dance', 'Keep in touch: Every 6 weeks → PT5H']);
});

it('says that nothing was changed, and what went wrong', async () => {
  await showFeature(<RecordHistory id={idOf(1)} onClose={() => {}} />, {
    history: {
      of: () => {
        throw new CallError('internal', 'broken');
      },
    },
    fields: { list: () => [] },
  });
  await expect.element(page.getByRole('alert')).toBeVisible();
});
