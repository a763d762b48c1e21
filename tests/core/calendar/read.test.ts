import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarItem, MeetingItem, ReminderItem } from '../../../core/calendar/items.ts';
import { readCalendar } from '../../../core/calendar/read.ts';
import { decodeUnmarked } from '../../../electron/import/read/decode.ts';

const NOW = { nowMs: Date.UTC(2026, 5, 15, 10), zone: 'Europe/Berlin' };

const read = (...lines: string[]) => readCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'), NOW);
const todo = (...lines: string[]) => ['BEGIN:VTODO', 'UID:1', ...lines, 'END:VTODO'];
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];
const fixture = (name: string) => readCalendar(decodeUnmarked(readFileSync(new URL(`../../fixtures/ics/${name}`, import.meta.url))), NOW);

const meetings = (items: readonly CalendarItem[]): MeetingItem[] => items.filter((item) => item.kind === 'meeting');
const reminders = (items: readonly CalendarItem[]): ReminderItem[] => items.filter((item) => item.kind === 'reminder');
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const dueOf = (...lines: string[]) => reminders(read(...todo(...lines)).items).map(({ due, zone }) => `${due} ${zone}`.trim());

describe('the time of a to-do', () => {
  it('is one of its zone, whatever that is called', () => {
    for (const name of ['Europe/Paris', '"Europe/Paris"', '/mozilla.org/20050126_1/Europe/Paris', 'Romance Standard Time']) {
      expect(dueOf(`DUE;TZID=${name}:20260619T100000`), name).toEqual(['2026-06-19T10:00 Europe/Paris']);
    }
  });

  it('is one of a zone that the file alone knows, by its rules', () => {
    const zone = (id: string, standard: string, daylight: string) => [
      'BEGIN:VTIMEZONE', `TZID:${id}`, 'BEGIN:STANDARD', 'DTSTART:16011028T030000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', `TZOFFSETFROM:${daylight}`, `TZOFFSETTO:${standard}`, 'END:STANDARD',
      'BEGIN:DAYLIGHT', 'DTSTART:16010325T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', `TZOFFSETFROM:${standard}`, `TZOFFSETTO:${daylight}`, 'END:DAYLIGHT', 'END:VTIMEZONE',
    ];
    expect(reminders(read(...zone('(UTC+01:00) Берлин', '+0100', '+0200'), ...todo('DUE;TZID="(UTC+01:00) Берлин":20260619T100000')).items)[0]).toMatchObject({ due: '2026-06-19T10:00', zone: 'Europe/Berlin' });
    // No place on earth has this one: its instant is kept, on the clock of the device.
    expect(reminders(read(...zone('Own', '+0113', '+0213'), ...todo('DUE;TZID=Own:20260619T101300')).items)[0]).toMatchObject({ due: '2026-06-19T10:00', zone: 'Europe/Berlin' });
  });

  it('is one of the device where it floats, where its zone is unknown, and where it is in UTC', () => {
    expect(dueOf('DUE:20260619T100000')).toEqual(['2026-06-19T10:00 Europe/Berlin']);
    expect(dueOf('DUE:20260619T080000Z')).toEqual(['2026-06-19T10:00 Europe/Berlin']);
    const unknown = read(...todo('DUE;TZID=Nowhere:20260619T100000'));
    expect(unknown).toMatchObject({ items: [{ due: '2026-06-19T10:00', zone: 'Europe/Berlin' }], problems: [{ row: 1, code: 'zone-unknown' }] });
  });

  it('is a day where it is one, also where nobody said that it is', () => {
    expect(dueOf('DUE;VALUE=DATE:20260619')).toEqual(['2026-06-19']);
    expect(dueOf('DUE:20260619')).toEqual(['2026-06-19']);
  });

  it('is that of its end or its start where it has no due date', () => {
    expect(dueOf('DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260620')).toEqual(['2026-06-19']);
    expect(dueOf('DTSTART:20260619T100000')).toEqual(['2026-06-19T10:00 Europe/Berlin']);
    expect(read(...todo('SUMMARY:Some day'))).toMatchObject({ items: [], problems: [{ row: 1, code: 'undated', title: 'Some day' }] });
  });
});

describe('a to-do', () => {
  it('keeps its words, its priority and that it was done', () => {
    const { items } = read(...todo('SUMMARY:Ask\\, then wait', 'DESCRIPTION:One\\nTwo', 'PRIORITY:1', 'DUE;VALUE=DATE:20260619', 'STATUS:COMPLETED', 'COMPLETED:20260618T070000Z'));
    expect(items).toMatchObject([{ purpose: 'Ask, then wait', notes: 'One\nTwo', priority: 2, doneAt: Date.UTC(2026, 5, 18, 7) }]);
  });

  it('that repeats is open on its next day, without what was left out, done or cancelled', () => {
    const rule = ['DTSTART;TZID=Europe/Berlin:20260101T090000', 'DUE;TZID=Europe/Berlin:20260101T090000', 'RRULE:FREQ=DAILY'];
    const override = (day: string, ...lines: string[]) => ['BEGIN:VTODO', 'UID:1', `RECURRENCE-ID;TZID=Europe/Berlin:${day}T090000`, ...lines, 'END:VTODO'];
    expect(reminders(read(...todo(...rule)).items)).toMatchObject([{ due: '2026-06-15T09:00', series: { start: '2026-01-01T09:00', rule: 'FREQ=DAILY', occurrence: '2026-06-15T09:00' } }]);
    const { items } = read(
      ...todo(...rule, 'EXDATE:20260615T070000Z'), ...override('20260616', 'STATUS:COMPLETED'), ...override('20260617', 'STATUS:CANCELLED'), ...override('20260618', 'DUE;TZID=Europe/Berlin:20260618T150000'),
    );
    expect(items).toMatchObject([{ due: '2026-06-18T15:00', series: { occurrence: '2026-06-18T09:00', skipped: ['2026-06-15T09:00', '2026-06-16T09:00', '2026-06-17T09:00'] } }]);
  });

  it('that repeated is left out, and one that repeats as nobody here can comes once', () => {
    expect(read(...todo('DUE;VALUE=DATE:20250101', 'RRULE:FREQ=DAILY;COUNT=3')).problems).toMatchObject([{ code: 'series-ended' }]);
    expect(read(...todo('DUE;VALUE=DATE:20260701', 'RRULE:FREQ=YEARLY;BYWEEKNO=20'))).toMatchObject({ items: [{ due: '2026-07-01', series: null }], problems: [{ code: 'rule-not-kept' }] });
  });

  it('that was cancelled stays out', () => {
    expect(read(...todo('DUE;VALUE=DATE:20260619', 'STATUS:CANCELLED'))).toMatchObject({ items: [], problems: [{ code: 'cancelled' }] });
  });
});

describe('an event', () => {
  it('is a meeting with its length, its place and its people', () => {
    const { items } = read(...event('DTSTART;TZID=America/New_York:20260610T120000', 'DURATION:PT1H30M', 'SUMMARY:Plan', 'LOCATION:Room 1', 'ORGANIZER;CN="Smith, Bob":mailto:bob@x.example', 'ATTENDEE:MAILTO:ada@x.example', 'ATTENDEE:mailto:BOB@x.example'));
    expect(items).toMatchObject([{ kind: 'meeting', at: Date.UTC(2026, 5, 10, 16), minutes: 90, subject: 'Plan', body: 'Room 1', people: [{ address: 'bob@x.example', name: 'Smith, Bob' }, { address: 'ada@x.example' }] }]);
  });

  it('that repeats has been a meeting each time, and comes again as a reminder', () => {
    const { items } = read(
      ...event('DTSTART;TZID=Europe/Berlin:20260525T090000', 'DTEND;TZID=Europe/Berlin:20260525T100000', 'RRULE:FREQ=WEEKLY', 'EXDATE:20260601T070000Z', 'SUMMARY:Weekly'),
      'BEGIN:VEVENT', 'UID:1', 'RECURRENCE-ID;TZID=Europe/Berlin:20260608T090000', 'DTSTART;TZID=Europe/Berlin:20260609T140000', 'SUMMARY:Moved', 'END:VEVENT',
    );
    expect(meetings(items).map(({ at, subject, occurrence }) => [iso(at), subject, occurrence])).toEqual([
      ['2026-05-25T07:00', 'Weekly', '2026-05-25T09:00'],
      ['2026-06-09T12:00', 'Moved', '2026-06-08T09:00'],
      ['2026-06-15T07:00', 'Weekly', '2026-06-15T09:00'],
    ]);
    expect(reminders(items)).toMatchObject([{ due: '2026-06-22T09:00', reminderKind: 'meeting', needsSomebody: true, series: { rule: 'FREQ=WEEKLY' } }]);
  });

  it('later on the day of today is still to come', () => {
    const { items } = read(...event('DTSTART;TZID=Europe/Berlin:20260601T180000', 'RRULE:FREQ=WEEKLY'));
    expect(meetings(items)).toHaveLength(2);
    expect(reminders(items)).toMatchObject([{ due: '2026-06-15T18:00' }]);
  });

  it('that has been daily since 1901 has its last 500 days, and one of every second is too much', () => {
    const daily = read(...event('DTSTART;VALUE=DATE:19010101', 'RRULE:FREQ=DAILY'));
    expect([meetings(daily.items).length, daily.problems.map(({ code }) => code)]).toEqual([500, ['older-left-out']]);
    expect(iso(meetings(daily.items).at(-1)!.at)).toBe('2026-06-14T22:00');
    expect(read(...event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'))).toMatchObject({ items: [], problems: [{ code: 'rule-too-long' }] });
  });
});

describe('calendars of other programs', () => {
  const found = (name: string) => {
    const { items, problems } = fixture(name);
    return { meetings: meetings(items).map(({ at, minutes, subject }) => `${iso(at)} ${minutes ?? 'day'} ${subject}`), reminders: reminders(items).map(({ due, zone, purpose }) => `${due} ${zone} ${purpose}`), problems: problems.map(({ row, code }) => `${row} ${code}`) };
  };

  it.each([
    ['biweekly-outlook-2010.ics', { meetings: ['2013-06-10T16:00 60 Team Meeting'], reminders: [], problems: [] }],
    ['biweekly-vcal-example3.vcs', { meetings: ['1996-04-01T07:30 60 Steve\'s Proposal Review'], reminders: ['1996-04-01T10:30 Europe/Berlin John to pay for lunch'], problems: [] }],
    ['icalendar-created_calendar_with_unicode_fields.ics', { meetings: ['2010-10-10T10:00 120 Non-ASCII Test: ÄÖÜ äöü €', '2010-10-10T00:00 day åäö'], reminders: [], problems: ['3 undated'] }],
    ['icalendar-issue_1050_calendar_with_events_and_todos.ics', { meetings: ['2025-01-15T15:00 60 Test Event 1', '2025-01-16T15:00 60 Test Event 2'], reminders: [], problems: ['3 undated'] }],
    ['icalendar-issue_1050_multiple_calendars.ics', { meetings: [], reminders: [], problems: ['1 undated', '2 undated'] }],
    ['kcalendarcore-Todos.ics', { meetings: [], reminders: ['2004-01-04  Date only todo with start and end', '2017-07-30  Date only todo with due date'], problems: [] }],
    ['releases-comm-central-importLatin1.ics', { meetings: ['2019-01-01T14:00 60 Event One', '2019-01-01T17:00 60 Event Four', '2019-01-01T16:00 60 Event Three', '2019-01-01T15:00 60 Event Två'], reminders: [], problems: [] }],
    ['vobject-vtodo.ics', { meetings: [], reminders: ['2007-05-01  Submit Quebec Income Tax Return for 2006'], problems: [] }],
  ])('%s', (name, expected) => {
    expect(found(name)).toEqual(expected);
  });

  it('are series with what was left out of them, and endless ones up to today', () => {
    const course = meetings(fixture('vobject-radicale-0827.ics').items);
    expect([course.length, iso(course[0]!.at), course[0]!.minutes]).toEqual([26, '2017-10-09T18:30', 60]);
    expect(found('gammu-k770.vcs').reminders).toEqual(['2026-12-27T23:00 UTC John Doe', '2027-05-19T23:00 UTC John Doe2']);
    expect(meetings(fixture('ical.js-day_long_recur_yearly.ics').items)).toHaveLength(500);
  });
});

describe('what is no calendar', () => {
  it('spoils nothing beside it', () => {
    const { items, problems, total } = read('BEGIN:VTODO', 'UID:0', 'this is no line', 'DUE;VALUE=DATE:20260101', ...todo('DUE;VALUE=DATE:20260619', 'SUMMARY:Good'), ...event('DTSTART:99999999T999999'), 'END:VEVENT');
    expect(total).toBe(3);
    expect(reminders(items).map(({ due }) => due)).toEqual(['2026-01-01', '2026-06-19']);
    expect(problems).toMatchObject([{ row: 3 }]);
  });

  it('is read without an end or an error, whatever it is', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTODO', 'END:VTODO', 'BEGIN:VTIMEZONE', 'END:VTIMEZONE', 'RRULE:FREQ=', 'RRULE:FREQ=DAILY;COUNT=0', 'DTSTART:20260230T250000', 'DTSTART;TZID=X:20260101T000000', 'DUE:x', 'TZID:X', 'DURATION:P', 'EXDATE:', 'RDATE:2026', 'RECURRENCE-ID:20260101', 'PRIORITY:x', 'ATTENDEE:'),
      fc.constantFrom('DTSTART:20260101T000000Z', 'DUE;VALUE=DATE:20260619', 'RRULE:FREQ=WEEKLY', 'UID:a', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A4='),
    );
    fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => void read(...lines)), { numRuns: 500 });
  });
});
