import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CalendarMeeting, CalendarReminder } from '../../../core/calendar/records.ts';
import { calendarWords } from '../../../core/calendar/words.ts';
import { type CalendarOptions, CalendarWriter } from '../../../core/calendar/write.ts';
import type { Id } from '../../../core/ids.ts';
import { occurrences } from '../../../core/recurrence.ts';
import { instantOf } from '../../../core/schedule.ts';

const ID = '01980000-0000-7000-8000-000000000001' as Id;
const SERIES = '01980000-0000-7000-8000-000000000002' as Id;
const OPTIONS: CalendarOptions = { form: 'todo', words: calendarWords('en'), allDayAt: '09:00', owner: 'me' };

const aReminder = (change: Partial<CalendarReminder> = {}): CalendarReminder => ({
  id: ID,
  madeAt: Date.UTC(2026, 0, 1),
  changedAt: Date.UTC(2026, 0, 2),
  kind: 'call',
  purpose: 'Ask about the offer',
  contact: 'Ada Lovelace',
  due: '2026-06-19T10:00',
  zone: 'Europe/Berlin',
  priority: 0,
  notes: '',
  doneAt: null,
  series: null,
  ...change,
});

const aMeeting = (change: Partial<CalendarMeeting> = {}): CalendarMeeting => ({
  id: ID, madeAt: 0, changedAt: 0, at: Date.UTC(2026, 5, 19, 8), minutes: 45, subject: 'Offer', body: 'Bring *both*', participants: ['Ada Lovelace', 'Grace Hopper'], ...change,
});

function written(reminders: readonly CalendarReminder[], options: Partial<CalendarOptions> = {}, meetings: readonly CalendarMeeting[] = []): string {
  const writer = new CalendarWriter({ ...OPTIONS, ...options });
  for (const reminder of reminders) writer.reminder(reminder);
  for (const meeting of meetings) writer.meeting(meeting);
  return [...writer.pieces()].join('');
}

/** The file as another reader sees it: its zones are those that the file tells. */
function readElsewhere(text: string): ICAL.Component[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone');
}

const dueElsewhere = (component: ICAL.Component, name = 'due'): number => (component.getFirstPropertyValue(name) as ICAL.Time).toUnixTime() * 1000;

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Chatham', 'America/Sao_Paulo', 'UTC'];

describe('a calendar file', () => {
  it('says of a reminder what it is, to the letter', () => {
    expect(written([aReminder({ priority: 1, notes: 'One; two, \\three\nfour' })]).replaceAll('\r\n', '\n')).toBe(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kith//Kith//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:Kith
X-WR-RELCALID:me
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:20240101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250330T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VTODO
UID:${ID}@kith
DTSTAMP:20260102T000000Z
CREATED:20260101T000000Z
LAST-MODIFIED:20260102T000000Z
SEQUENCE:86400
DUE;TZID=Europe/Berlin:20260619T100000
SUMMARY:Ask about the offer · Ada Lovelace
DESCRIPTION:One\\; two\\, \\\\three\\nfour
PRIORITY:3
STATUS:NEEDS-ACTION
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER;RELATED=END:PT0S
DESCRIPTION:Ask about the offer · Ada Lovelace
END:VALARM
END:VTODO
END:VCALENDAR
`);
  });

  it('is due elsewhere at the same instant, in any zone, in summer and in winter', () => {
    // The other reader follows the rules of a zone up to 2035.
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2034, 0, 1) }), (zone, ms) => {
        const due = new Date(ms).toISOString().slice(0, 16);
        const instant = instantOf(due, zone)!;
        const [todo] = readElsewhere(written([aReminder({ due, zone })]));
        // The other reader errs on the days on which clocks are changed; calendars of Debian are asked for those.
        const isOdd = [-24, 24].some((hours) => instantOf(new Date(ms + hours * 3_600_000).toISOString().slice(0, 16), zone)! - instant !== hours * 3_600_000);
        if (!isOdd) expect(dueElsewhere(todo!), `${due} ${zone}`).toBe(instant);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every text whole, in lines of at most 75 bytes that cut no character', () => {
    const awkward = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constant('漢'.repeat(120)), fc.constant('👩‍👩‍👧‍👦'.repeat(20)), fc.constant('\\n,;:"\n\r\nEND:VTODO\r\nX'));
    fc.assert(
      fc.property(awkward, awkward, (purpose, notes) => {
        const text = written([aReminder({ purpose, notes, contact: '' })]);
        for (const line of text.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const [todo, ...others] = readElsewhere(text);
        expect(others).toEqual([]);
        // oxlint-disable-next-line no-control-regex -- iCalendar has none of these
        const plain = (given: string): string => given.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, '');
        expect(todo!.getFirstPropertyValue('description') ?? '').toBe(plain(notes));
        expect(todo!.getFirstPropertyValue('summary')).toBe(plain(purpose || 'Call'));
      }),
      { numRuns: 200 },
    );
  });

  it('comes again elsewhere at the instants at which it comes again here', () => {
    // The other reader knows no BYSETPOS beside BYMONTHDAY; calendars of Debian are asked for that one.
    const rules = ['FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'FREQ=WEEKLY;BYDAY=FR;COUNT=19', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20260901'];
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York']) {
      for (const rule of rules) {
        const series = { start: '2026-01-05T09:00', zone, rule, skipped: [] as string[] };
        const [first, second, third] = occurrences(series, '2026-03-01', '2099-01-01', 3);
        const open = { ...series, skipped: third === undefined ? [] : [third], id: SERIES, occurrence: second! };
        const expected = occurrences({ ...series, skipped: open.skipped }, second!, '2099-01-01', 20).map((due) => instantOf(due, zone));
        expect(first).toBeDefined();
        const [todo] = readElsewhere(written([aReminder({ due: second!, zone, series: open })]));
        expect(todo!.getFirstPropertyValue('uid')).toBe(`${SERIES}@kith`);
        const expansion = new ICAL.RecurExpansion({ component: todo!, dtstart: todo!.getFirstPropertyValue('dtstart') as ICAL.Time });
        const found: number[] = [];
        for (let next = expansion.next(); next && found.length < expected.length; next = expansion.next()) found.push(next.toUnixTime() * 1000);
        expect(found, `${rule} ${zone}`).toEqual(expected);
        if (expected.length < 20) expect(expansion.next() ?? null, rule).toBeNull();
      }
    }
  });

  it('moves the one occurrence that was put off, and no other', () => {
    const series = { id: SERIES, start: '2026-06-01T09:00', zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;BYDAY=MO', skipped: [], occurrence: '2026-06-08T09:00' };
    const [master, moved] = readElsewhere(written([aReminder({ due: '2026-06-09T15:00', series })]));
    expect(master!.getFirstPropertyValue('dtstart')!.toString()).toBe('2026-06-08T09:00:00');
    expect([moved!.getFirstPropertyValue('recurrence-id')!.toString(), moved!.getFirstPropertyValue('due')!.toString(), moved!.getFirstPropertyValue('uid')]).toEqual(['2026-06-08T09:00:00', '2026-06-09T15:00:00', `${SERIES}@kith`]);
  });

  it('puts a first one that does not fit its rule beside the series', () => {
    const series = { id: SERIES, start: '2026-06-03', zone: '', rule: 'FREQ=WEEKLY;BYDAY=MO', skipped: [], occurrence: '2026-06-03' };
    const [alone, rest] = readElsewhere(written([aReminder({ due: '2026-06-03', zone: '', series })]));
    expect([alone!.getFirstPropertyValue('uid'), alone!.getFirstPropertyValue('due')!.toString(), alone!.getFirstProperty('rrule')]).toEqual([`${ID}@kith`, '2026-06-03', null]);
    expect([rest!.getFirstPropertyValue('uid'), rest!.getFirstPropertyValue('dtstart')!.toString()]).toEqual([`${SERIES}@kith`, '2026-06-08']);
  });

  it('has days as days, of which one hears at the hour that was set', () => {
    const text = written([aReminder({ due: '2026-06-19', zone: '' })], { allDayAt: '07:30' });
    expect(text).toContain('DUE;VALUE=DATE:20260619\r\n');
    expect(text).toContain('TRIGGER;RELATED=END:PT7H30M\r\n');
    expect(text).not.toContain('VTIMEZONE');
  });

  it('has done ones among to-dos, without an alarm, and none among events', () => {
    const done = aReminder({ doneAt: Date.UTC(2026, 5, 20, 7, 5) });
    const text = written([done]);
    expect(text).toMatch(/STATUS:COMPLETED\r\nCOMPLETED:20260620T070500Z\r\nPERCENT-COMPLETE:100\r\nEND:VTODO/);
    expect(written([done], { form: 'event' })).not.toContain('VEVENT');
  });

  it('has reminders as events by choice, which block no time', () => {
    const [event] = readElsewhere(written([aReminder()], { form: 'event' }));
    expect([event!.name, dueElsewhere(event!, 'dtstart'), event!.getFirstPropertyValue('transp')]).toEqual(['vevent', Date.UTC(2026, 5, 19, 8), 'TRANSPARENT']);
  });

  it('names who took part in a meeting in its text, and invites nobody', () => {
    const text = written([], {}, [aMeeting()]);
    const [event] = readElsewhere(text);
    expect([event!.getFirstPropertyValue('summary'), event!.getFirstPropertyValue('description'), dueElsewhere(event!, 'dtstart'), String(event!.getFirstPropertyValue('duration'))]).toEqual([
      'Offer · Ada Lovelace, Grace Hopper', 'With: Ada Lovelace, Grace Hopper\n\nBring *both*', Date.UTC(2026, 5, 19, 8), 'PT45M',
    ]);
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|METHOD/);
  });

  it('is the same bytes for the same records', () => {
    const records = [aReminder(), aReminder({ due: '2026-01-01', zone: '' })];
    expect(written(records, {}, [aMeeting()])).toBe(written(records, {}, [aMeeting()]));
  });
});
