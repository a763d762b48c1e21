import { describe, expect, it } from 'vitest';
import { listEntries } from '../../../db/entries.ts';
import { createContact, updateContact } from '../../../db/contact-writes.ts';
import { createEntry } from '../../../db/entries.ts';
import { examine } from '../../../db/doctor.ts';
import { createReminder, listReminders, updateReminder } from '../../../db/reminders.ts';
import { undo } from '../../../db/undo.ts';
import { write } from '../../../db/write.ts';
import { calendarPieces } from '../../../electron/calendar/write-file.ts';
import { aFile, aProfile, type ImportProfile } from './imports.ts';

const ics = (...lines: string[]) => aFile(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'));

const MIXED = [
  'BEGIN:VTODO', 'UID:todo', 'SUMMARY:Send the offer', 'DUE;TZID=Europe/Berlin:20260619T100000', 'PRIORITY:1', 'ATTENDEE:mailto:ada@mail.example', 'END:VTODO',
  'BEGIN:VTODO', 'UID:series', 'SUMMARY:Water', 'DTSTART;VALUE=DATE:20260101', 'DUE;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY', 'END:VTODO',
  'BEGIN:VEVENT', 'UID:met', 'SUMMARY:Plan', 'DTSTART:20260110T090000Z', 'DTEND:20260110T100000Z', 'ATTENDEE;CN=Ada:mailto:ADA@mail.example', 'ATTENDEE;CN="Bob, Jr":mailto:bob@mail.example', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:weekly', 'SUMMARY:Weekly', 'DTSTART:20260102T090000Z', 'DTEND:20260102T093000Z', 'RRULE:FREQ=WEEKLY', 'ORGANIZER:mailto:ada@mail.example', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:strangers', 'SUMMARY:Dentist', 'DTSTART:20260110T090000Z', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:off', 'STATUS:CANCELLED', 'DTSTART:20260110T090000Z', 'ORGANIZER:mailto:ada@mail.example', 'END:VEVENT',
];

function withAda(): ImportProfile {
  const profile = aProfile();
  write(profile.store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@mail.example' }] }));
  return profile;
}

const reminders = ({ store }: ImportProfile) => listReminders(store, { state: 'open', limit: 50 }).rows;
const meetings = ({ store }: ImportProfile) => listEntries(store, { limit: 50 }).rows;
function findings({ store, context }: ImportProfile): unknown[] {
  const steps = examine(store, context.files, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.findings;
}

const counts = ({ calendar, unchanged, skipped }: Awaited<ReturnType<ImportProfile['import']>>) => ({ ...calendar, unchanged, skipped });

describe('a calendar', () => {
  it('brings reminders and meetings with those whom one knows, and says what stays out', async () => {
    const profile = withAda();
    const report = await profile.import(ics(...MIXED));
    expect(counts(report)).toEqual({ reminders: 3, meetings: 3, unchanged: 0, skipped: 2 });
    expect(report.errors.map(({ row, code, title }) => [row, code, title])).toEqual([[5, 'nobody-known', 'Dentist'], [6, 'cancelled', '']]);
    expect(reminders(profile).map(({ purpose, due, zone, kind, contact, repeat, priority }) => [purpose, due, zone, kind, contact?.name ?? '', repeat?.kind ?? 'once', priority])).toEqual([
      ['Water', '2026-01-15', '', 'task', '', 'rule', 0],
      ['Weekly', '2026-01-16T09:00', 'UTC', 'meeting', 'Ada Lovelace', 'rule', 0],
      ['Send the offer', '2026-06-19T10:00', 'Europe/Berlin', 'task', 'Ada Lovelace', 'once', 2],
    ]);
    expect(meetings(profile).map(({ subject, minutes, body, participants }) => [subject, minutes, body, participants.map(({ name }) => name).join()])).toEqual([
      ['Plan', 60, 'With: Bob, Jr (bob@mail.example)', 'Ada Lovelace'], ['Weekly', 30, '', 'Ada Lovelace'], ['Weekly', 30, '', 'Ada Lovelace'],
    ]);
    expect(findings(profile)).toEqual([]);
  });

  it('is foreseen by the dry run, which writes nothing', async () => {
    const profile = withAda();
    const foreseen = await profile.dryRun(ics(...MIXED));
    expect([reminders(profile), meetings(profile)]).toEqual([[], []]);
    const { changeId: _changeId, ...report } = await profile.import(ics(...MIXED));
    expect({ ...foreseen, changeId: undefined }).toEqual({ ...report, changeId: undefined });
  });

  it('adds nothing the second time, and leaves what was changed here as it is', async () => {
    const profile = withAda();
    await profile.import(ics(...MIXED));
    const [, , offer] = reminders(profile);
    write(profile.store, { code: 'reminder.updated' }, (tx) => updateReminder(tx, offer!.id, { fields: { purpose: 'Send it at last' } }));
    write(profile.store, { code: 'reminder.updated' }, (tx) => tx.remove('reminders', reminders(profile)[0]!.id));
    const report = await profile.import(ics(...MIXED));
    expect([counts(report), report.changeId]).toEqual([{ reminders: 0, meetings: 0, unchanged: 6, skipped: 2 }, null]);
    expect(reminders(profile).map(({ purpose }) => purpose)).toEqual(['Weekly', 'Send it at last']);
  });

  it('is gone after one undo, and comes again', async () => {
    const profile = withAda();
    const { changeId } = await profile.import(ics(...MIXED));
    undo(profile.store, changeId!);
    expect([reminders(profile), meetings(profile)]).toEqual([[], []]);
    expect(counts(await profile.import(ics(...MIXED)))).toMatchObject({ reminders: 3, meetings: 3 });
    expect(reminders(profile)).toHaveLength(3);
  });

  it('that this profile wrote itself adds nothing, as to-dos and as events', async () => {
    const profile = withAda();
    write(profile.store, { code: 'reminder.created' }, (tx) => {
      const ada = createContact(tx, { kind: 'person', fullName: 'Grace', emails: [{ address: 'grace@mail.example' }] });
      createReminder(tx, { purpose: 'Once', due: '2026-06-01', zone: '', contactId: ada });
      createReminder(tx, { purpose: 'Often', due: '2026-06-01T09:00', zone: 'Europe/Berlin', repeat: { kind: 'rule', rule: 'FREQ=DAILY' } });
      createEntry(tx, { kind: 'meeting', subject: 'Met', participants: [ada] });
    });
    for (const form of ['todo', 'event'] as const) {
      const report = await profile.import(aFile(calendarPieces(profile.store, { whose: 'everybody', form }).join('')));
      expect([counts(report), report.changeId], form).toEqual([{ reminders: 0, meetings: 0, unchanged: 3, skipped: 0 }, null]);
    }
  });

  it('of another profile comes in whole, and once', async () => {
    const there = withAda();
    write(there.store, { code: 'reminder.created' }, (tx) => createReminder(tx, { purpose: 'Often', due: '2026-06-01T09:00', zone: 'Europe/Berlin', repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=5' } }));
    const file = aFile(calendarPieces(there.store, { whose: 'mine', form: 'todo' }).join(''));
    const here = aProfile();
    expect(counts(await here.import(file))).toMatchObject({ reminders: 1 });
    expect(counts(await here.import(file))).toMatchObject({ reminders: 0, unchanged: 1 });
    expect(reminders(here)).toMatchObject([{ purpose: 'Often', due: '2026-06-01T09:00', zone: 'Europe/Berlin', repeat: { rule: 'FREQ=DAILY;COUNT=5' } }]);
  });

  it('is not read as one where it is none, and says why', async () => {
    const profile = aProfile();
    await expect(profile.import(aFile(''), { as: 'calendar' })).rejects.toMatchObject({ code: 'not-readable' });
    expect(counts(await profile.import(ics()))).toEqual({ reminders: 0, meetings: 0, unchanged: 0, skipped: 0 });
  });

  it('takes nothing in when it is cancelled half-way', async () => {
    const profile = aProfile();
    const many = Array.from({ length: 200 }, (_, n) => ['BEGIN:VTODO', `UID:${n}`, 'DUE;VALUE=DATE:20260619', 'END:VTODO']).flat();
    const { importCalendar } = await import('../../../electron/import/calendar.ts');
    const signal = { aborted: false };
    await expect(importCalendar(profile.context, ics(...many), signal, () => (signal.aborted = true))).rejects.toMatchObject({ code: 'cancelled' });
    expect(reminders(profile)).toEqual([]);
  });
});

it('joins nobody by an address that nobody has any more', async () => {
  const profile = withAda();
  const ada = profile.store.prepare('SELECT id, n FROM contacts').get()!;
  write(profile.store, { code: 'contact.updated' }, (tx) => {
    const email = tx.store.prepare('SELECT id FROM emails WHERE contactN = ?').get(ada.n)!;
    updateContact(tx, (profile.cards()[0]!.uid as never), {});
    tx.remove('emails', Buffer.from(email.id).toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5') as never);
  });
  expect(counts(await profile.import(ics(...MIXED)))).toMatchObject({ meetings: 0 });
});
