import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CalendarReminder } from '../../../core/calendar/records.ts';
import { calendarWords } from '../../../core/calendar/words.ts';
import { CalendarWriter } from '../../../core/calendar/write.ts';
import type { Id } from '../../../core/ids.ts';
import { occurrences } from '../../../core/recurrence.ts';
import { instantOf } from '../../../core/schedule.ts';
import { Temporal } from 'temporal-polyfill';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PYTHON = '/usr/bin/python3';
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const hasIcalendar = has(PYTHON, '-c', 'import icalendar, dateutil');
const hasKhal = has('khal', '--version');
if (!hasIcalendar) console.warn('SKIPPED: no python3-icalendar with python3-dateutil here. ical.js alone reads the calendar file (tests/core/calendar).');
if (!hasKhal) console.warn('SKIPPED: no khal here. ical.js alone reads the calendar file (tests/core/calendar).');

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Chatham'];
const RULES = ['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'FREQ=WEEKLY;BYDAY=FR;COUNT=30', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20260901'];
const id = (n: number): Id => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id;

const AWKWARD = `漢${'字'.repeat(118)} 👩‍👩‍👧‍👦 a,b;c\\d "e"`;

const aReminder = (n: number, change: Partial<CalendarReminder>): CalendarReminder => ({ id: id(n), madeAt: 0, changedAt: 0, kind: 'call', purpose: `Number ${n}`, contact: 'Ada', due: '2026-06-19', zone: '', priority: 0, notes: '', doneAt: null, series: null, ...change });

/** One of each sort: days, times in many zones, series by many rules with one left out, done ones, awkward texts. */
function everySort(): { reminders: CalendarReminder[]; series: Map<string, (number | string)[]> } {
  const series = new Map<string, (number | string)[]>();
  const reminders = [
    aReminder(1, {}),
    aReminder(2, { purpose: AWKWARD, notes: 'Line one\nLine two; with, signs \\ and 😀', contact: '' }),
    aReminder(3, { doneAt: Date.UTC(2026, 5, 1) }),
    ...ZONES.map((zone, n) => aReminder(10 + n, { due: `2026-0${n + 2}-19T10:00`, zone })),
  ];
  let n = 100;
  for (const zone of [...ZONES, '']) {
    for (const rule of RULES) {
      const start = zone === '' ? '2026-01-05' : '2026-01-05T09:00';
      const [first, second] = occurrences({ start, zone, rule, skipped: [] }, '2026-02-20', '2099-01-01', 2) as [string, string | undefined];
      const skipped = second === undefined ? [] : [second];
      const seriesId = id(++n);
      reminders.push(aReminder(1_000 + n, { due: first, zone, series: { id: seriesId, start, zone, rule, skipped, occurrence: first } }));
      series.set(`${seriesId}@kith`, occurrences({ start, zone, rule, skipped }, first, '2099-01-01', 12).map((due) => (zone === '' ? due : instantOf(due, zone)! / 1000)));
    }
  }
  return { reminders, series };
}

function aCalendar(reminders: readonly CalendarReminder[], form: 'todo' | 'event', folder = temporaryFolder()): string {
  const writer = new CalendarWriter({ form, words: calendarWords('en'), allDayAt: '09:00', owner: 'me' });
  for (const reminder of reminders) writer.reminder(reminder);
  writer.meeting({ id: id(9), madeAt: 0, changedAt: 0, at: Date.UTC(2026, 5, 19, 8), minutes: 45, subject: 'Offer', body: '', participants: ['Ada', 'Grace'] });
  const path = join(folder, 'kith.ics');
  writeFileSync(path, [...writer.pieces()].join(''));
  return path;
}

/** Instants around each change of clocks of some years, half an hour before and after among them. */
function aroundChanges(): { zone: string; at: number; offset: number }[] {
  return ZONES.flatMap((zone) => {
    const found: { zone: string; at: number; offset: number }[] = [];
    const start = Temporal.ZonedDateTime.from({ timeZone: zone, year: 2026, month: 3, day: 1 });
    for (let change = start.getTimeZoneTransition('next'); change !== null && change.year < 2036; change = change.getTimeZoneTransition('next')) {
      for (const minutes of [-120, -30, -1, 1, 30, 120, 5_000]) {
        const at = change.add({ minutes });
        found.push({ zone, at: at.epochMilliseconds / 1000, offset: at.offsetNanoseconds / 1e9 });
      }
    }
    return found;
  });
}

interface Found {
  components: { kind: string; uid: string; summary: string; description: string; status: string; at: number | string; alarms: number; occurrences: (number | string)[] | null }[];
  offsets: number[];
  problems: string[];
}

function readInPython(path: string, asked: readonly unknown[] = []): Found {
  const script = fileURLToPath(new URL('other-programs.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(PYTHON, [script, path], { input: JSON.stringify(asked), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Found;
}

describe.skipIf(!hasIcalendar)('python3-icalendar reads the calendar file', () => {
  for (const form of ['todo', 'event'] as const) {
    it(`as ${form}s: the same texts, the same instants, the same series`, () => {
      const { reminders, series } = everySort();
      const { components, problems } = readInPython(aCalendar(reminders, form));
      expect(problems).toEqual([]);
      const byUid = new Map(components.map((component) => [component.uid, component]));
      for (const reminder of reminders.filter((each) => each.series === null && (form === 'todo' || each.doneAt === null))) {
        const instant = instantOf(reminder.due, reminder.zone);
        expect(byUid.get(`${reminder.id}@kith`)).toMatchObject({
          at: instant === null ? reminder.due : instant / 1000,
          summary: reminder.contact === '' ? reminder.purpose : `${reminder.purpose} · ${reminder.contact}`,
          description: reminder.notes,
          alarms: reminder.doneAt === null ? 1 : 0,
        });
      }
      for (const [uid, expected] of series) expect(byUid.get(uid)?.occurrences ?? [byUid.get(uid)?.at], uid).toEqual(expected);
      expect(byUid.get(`${id(9)}@kith`)).toMatchObject({ kind: 'VEVENT', at: Date.UTC(2026, 5, 19, 8) / 1000, summary: 'Offer · Ada, Grace' });
    });
  }

  it('with zones whose clocks change when they do', () => {
    const asked = aroundChanges();
    const { offsets } = readInPython(aCalendar(everySort().reminders, 'todo'), asked);
    const wrong = asked.filter(({ offset }, n) => offset !== offsets[n]);
    expect([asked.length > 300, wrong]).toEqual([true, []]);
  });
});

describe.skipIf(!hasKhal)('khal reads the calendar file', () => {
  it('and lists what is on a day, with the occurrences of series', () => {
    const folder = temporaryFolder();
    const calendars = join(folder, 'calendars');
    mkdirSync(calendars);
    const config = join(folder, 'config');
    writeFileSync(config, `[calendars]\n[[kith]]\npath = ${calendars}\n[sqlite]\npath = ${join(folder, 'khal.db')}\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n`);
    const environment = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };
    const khal = (...args: string[]): string => {
      const { stdout, stderr, status } = spawnSync('khal', ['-c', config, ...args], { encoding: 'utf8', env: environment });
      expect(status, stderr).toBe(0);
      return stdout;
    };
    const path = aCalendar([aReminder(1, { due: '2026-06-18', purpose: 'All day' }), aReminder(2, { due: '2026-06-19T10:00', zone: 'Australia/Lord_Howe', purpose: AWKWARD, contact: '' }), aReminder(3, { due: '2026-06-08T09:00', zone: 'Europe/Berlin', purpose: 'Weekly', series: { id: id(50), start: '2026-06-01T09:00', zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;BYDAY=MO', skipped: ['2026-06-15T09:00'], occurrence: '2026-06-08T09:00' } })], 'event', folder);
    khal('import', '--batch', '-a', 'kith', path);
    const listed = khal('list', '--format', '{start} {title}', '2026-06-08', '20d').split('\n').filter((line) => / /.test(line) && !/^\w+, /.test(line)).map((line) => line.trim());
    const lordHowe = new Date(instantOf('2026-06-19T10:00', 'Australia/Lord_Howe')!).toISOString().slice(0, 16).replace('T', ' ');
    expect(listed).toEqual(expect.arrayContaining(['2026-06-18 All day · Ada', `${lordHowe} ${AWKWARD}`, '2026-06-08 07:00 Weekly · Ada', '2026-06-22 07:00 Weekly · Ada', '2026-06-19 08:00 Offer · Ada, Grace']));
    expect(listed.filter((line) => line.includes('Weekly')).map((line) => line.slice(0, 10))).toEqual(['2026-06-08', '2026-06-22']);
  });
});
