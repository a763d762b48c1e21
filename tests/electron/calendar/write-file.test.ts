import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { createContact, updateContact } from '../../../db/contact-writes.ts';
import { createEntry } from '../../../db/entries.ts';
import { completeReminder, createReminder, skipReminder } from '../../../db/reminders.ts';
import { write } from '../../../db/write.ts';
import { CALENDAR_NAME, calendarPieces, putCalendar } from '../../../electron/calendar/write-file.ts';
import { aDesk, type Desk } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY_MS = 86_400_000;
const text = ({ store }: Desk, whose: 'mine' | 'everybody' = 'mine', form: 'todo' | 'event' = 'todo') => calendarPieces(store, { whose, form }).join('');
const act = <T>({ store }: Desk, change: Parameters<typeof write<T>>[2]): T => write(store, { code: 'reminder.created' }, change).result;
const aPerson = (desk: Desk, name: string): Id => act(desk, (tx) => createContact(tx, { kind: 'person', fullName: name }));
const count = (found: string, word: string) => found.split(word).length - 1;

describe('what stands in the calendar', () => {
  it('are open reminders, those done in the last 90 days, and meetings of the last year and to come', () => {
    const desk = aDesk();
    const ada = aPerson(desk, 'Ada Lovelace');
    const now = desk.store.ports.now();
    act(desk, (tx) => {
      createReminder(tx, { purpose: 'Open', due: '2020-01-01', zone: '', contactId: ada });
      const done = createReminder(tx, { purpose: 'Done', due: '2020-01-01', zone: '' });
      completeReminder(tx, done, {}, 'UTC');
      const longDone = createReminder(tx, { purpose: 'Long done', due: '2020-01-01', zone: '' });
      completeReminder(tx, longDone, {}, 'UTC');
      tx.update('reminders', longDone, { doneAt: now - 92 * DAY_MS });
      createEntry(tx, { kind: 'meeting', at: now - 360 * DAY_MS, subject: 'Last spring', participants: [ada] });
      createEntry(tx, { kind: 'meeting', at: now + 9 * DAY_MS, subject: 'Next week', participants: [ada] });
      createEntry(tx, { kind: 'meeting', at: now - 367 * DAY_MS, subject: 'Long ago', participants: [ada] });
      createEntry(tx, { kind: 'call', at: now, subject: 'A call', participants: [ada] });
    });
    expect(text(desk).match(/SUMMARY:.*/g)?.map((line) => line.trim())).toEqual(['SUMMARY:Open · Ada Lovelace', 'SUMMARY:Done', 'SUMMARY:Last spring · Ada Lovelace', 'SUMMARY:Next week · Ada Lovelace']);
  });

  it('are one’s own, or everybody’s', () => {
    const desk = aDesk();
    const other = '01980000-0000-7000-8000-0000000000aa' as Id;
    act(desk, (tx) => {
      tx.insert('members', other, { name: 'Kim' });
      createReminder(tx, { purpose: 'Theirs', due: '2026-06-01', zone: '', ownerId: other });
      createReminder(tx, { purpose: 'Nobody’s', due: '2026-06-01', zone: '', ownerId: null });
    });
    expect([count(text(desk), 'BEGIN:VTODO'), count(text(desk, 'everybody'), 'BEGIN:VTODO')]).toEqual([1, 2]);
  });

  it('is a series under one name, whichever of it is open, without what was skipped', () => {
    const desk = aDesk();
    const id = act(desk, (tx) => createReminder(tx, { purpose: 'Weekly', due: '2030-06-03T09:00', zone: 'Europe/Berlin', repeat: { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=10' } }));
    const uid = /UID:(.*)/.exec(text(desk))![1];
    expect(text(desk)).toContain('DTSTART;TZID=Europe/Berlin:20300603T090000\r\n');
    act(desk, (tx) => skipReminder(tx, id, 'Europe/Berlin'));
    expect(text(desk)).toContain(`UID:${uid}`);
    expect(text(desk)).toMatch(/DTSTART;TZID=Europe\/Berlin:20300610T090000\r\n(.*\r\n)*RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9\r\n/);
  });

  it('leaves out whom somebody put into the bin, and follows a name', () => {
    const desk = aDesk();
    const ada = aPerson(desk, 'Ada');
    act(desk, (tx) => createReminder(tx, { due: '2026-06-01', zone: '', contactId: ada, kind: 'call' }));
    const before = text(desk);
    expect(before).toContain('SUMMARY:Call · Ada\r\n');
    act(desk, (tx) => updateContact(tx, ada, { family: 'King' }));
    expect(text(desk)).toContain('SUMMARY:Call · Ada King\r\n');
    expect(Number(/SEQUENCE:(\d+)/.exec(text(desk))![1])).toBeGreaterThanOrEqual(Number(/SEQUENCE:(\d+)/.exec(before)![1]));
    act(desk, (tx) => tx.remove('contacts', ada));
    expect(text(desk)).not.toContain('BEGIN:VTODO');
  });

  it('is the same text while nothing changes', () => {
    const desk = aDesk();
    act(desk, (tx) => createReminder(tx, { purpose: 'One', due: '2026-06-01', zone: '' }));
    expect(text(desk)).toBe(text(desk));
  });
});

describe('the file of it', () => {
  const path = (folder: string) => join(folder, CALENDAR_NAME);
  const ours = (words: string) => ['BEGIN:VCALENDAR\r\nPRODID:-//Kith//Kith//EN\r\nX-WR-RELCALID:me\r\n', words];

  it('is left alone while it says the same, and replaced whole when it does not', () => {
    const folder = temporaryFolder();
    expect(putCalendar(folder, 'me', ours('one'))).toBeUndefined();
    const first = statSync(path(folder));
    expect(putCalendar(folder, 'me', ours('one'))).toBeUndefined();
    expect([statSync(path(folder)).ino, statSync(path(folder)).mtimeMs]).toEqual([first.ino, first.mtimeMs]);
    expect(putCalendar(folder, 'me', ours('two'))).toBeUndefined();
    expect(statSync(path(folder)).ino).not.toBe(first.ino);
    expect([readFileSync(path(folder), 'utf8').endsWith('two'), readdirSync(folder)]).toEqual([true, [CALENDAR_NAME]]);
  });

  it('takes the place of nobody else’s', () => {
    const folder = temporaryFolder();
    for (const other of ['BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\n', ours('x').join('').replace(':me', ':you')]) {
      writeFileSync(path(folder), other);
      expect(putCalendar(folder, 'me', ours('one'))).toBe('in-the-way');
      expect(readFileSync(path(folder), 'utf8')).toBe(other);
    }
  });

  it('writes through no link that somebody put into the folder', () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'theirs');
    writeFileSync(elsewhere, 'theirs');
    symlinkSync(elsewhere, `${path(folder)}.part`);
    expect(putCalendar(folder, 'me', ours('one'))).toBeUndefined();
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
    rmSync(path(folder));
    symlinkSync(elsewhere, path(folder));
    expect(putCalendar(folder, 'me', ours('two'))).toBe('in-the-way');
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
  });

  it('says why it could not be written', () => {
    const folder = temporaryFolder();
    expect(putCalendar(join(folder, 'gone'), 'me', ours('one'))).toBe('folder-gone');
    writeFileSync(join(folder, 'file'), '');
    expect(putCalendar(join(folder, 'file'), 'me', ours('one'))).toBe('folder-gone');
    expect(existsSync('/dev/full') ? putCalendar('/proc/self', 'me', ours('one')) : 'folder-gone').toMatch(/not-allowed|folder-gone|not-written/);
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not write', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(putCalendar(folder, 'me', ours('one'))).toBe('not-allowed');
    chmodSync(folder, 0o700);
    rmSync(path(folder), { force: true });
  });
});
