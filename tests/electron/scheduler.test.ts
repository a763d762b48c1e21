import { describe, expect, it } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { inbox, noteFiring, noteSeen } from '../../db/fired.ts';
import { completeReminder, createReminder, reopenReminder, snoozeReminder } from '../../db/reminders.ts';
import { BERLIN, Device } from '../support/device.ts';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const timed = (due: string, zone = BERLIN) => ({ due, zone });
const allDay = (due: string) => ({ due, zone: '' });

describe('a reminder with a time', () => {
  it('fires once, when it is due and not before', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T10:00') });
    device.pass(59 * MINUTE_MS);
    expect(device.shown).toEqual([]);
    device.pass(MINUTE_MS);
    expect(device.shown).toEqual(['call']);
    device.pass(2 * DAY_MS);
    device.restart();
    expect(device.shown).toEqual(['call']);
  });

  it('fires at its own zone\'s instant wherever one travels', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T10:00') });
    device.zone = 'Asia/Kolkata';
    device.pass(HOUR_MS);
    expect(device.shown).toEqual(['call']);
  });

  it('is due now when its time has passed already today', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T08:30') });
    expect(device.shown).toEqual(['call']);
  });

  it('fires again at another time when it is put off', () => {
    const device = new Device();
    const id = device.remind({ purpose: 'call', ...timed('2026-01-15T09:30') });
    device.pass(HOUR_MS);
    device.act((tx) => snoozeReminder(tx, id, timed('2026-01-15T12:00')));
    device.pass(3 * HOUR_MS);
    expect(device.shown).toEqual(['call', 'call']);
  });
});

describe('a reminder for a day', () => {
  it('fires in the morning of the device, wherever that is', () => {
    const device = new Device();
    device.remind({ purpose: 'write', ...allDay('2026-01-16') });
    device.zone = 'America/New_York';
    device.pass(DAY_MS + 5 * HOUR_MS + 59 * MINUTE_MS); // 08:59 there
    expect(device.shown).toEqual([]);
    device.pass(MINUTE_MS);
    expect(device.shown).toEqual(['write']);
  });
});

describe('what was missed', () => {
  it('in a sleep comes when the machine wakes', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T12:00') });
    device.sleep(8 * HOUR_MS);
    expect(device.shown).toEqual(['call']);
  });

  it('while the program was closed comes as one summary, not as forty', () => {
    const device = new Device();
    device.act((tx) => Array.from({ length: 40 }, (_, n) => createReminder(tx, { purpose: String(n), ...timed(`2026-01-${16 + (n % 4)}T10:00`) })));
    device.scheduler.stop();
    device.aheadMs += 7 * DAY_MS;
    device.restart();
    expect(device.shown).toEqual(['40 at once']);
    expect(inbox(device.store, 100)).toMatchObject({ unseen: 40 });
  });

  it('by a crash between firing and showing is shown at the next start', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T10:00') });
    device.scheduler.stop();
    device.aheadMs += 2 * HOUR_MS;
    noteFiring(device.store, { now: device.now(), zone: BERLIN, allDayAt: '09:00' });
    device.restart();
    expect(device.shown).toEqual(['call']);
  });

  it('comes after the clock was set forward, and does not come twice when it is set back', () => {
    const device = new Device();
    device.remind({ purpose: 'call', ...timed('2026-01-15T12:00') });
    device.aheadMs = 4 * HOUR_MS;
    device.pass(MINUTE_MS);
    expect(device.shown).toEqual(['call']);
    device.aheadMs = -2 * HOUR_MS;
    device.remind({ purpose: 'write', ...timed('2026-01-15T09:00') });
    device.pass(6 * HOUR_MS);
    expect(device.shown).toEqual(['call', 'write']);
  });
});

describe('quiet hours and days off', () => {
  it('hold back what falls due in them, and let it come after', () => {
    const device = new Device();
    device.hours = { ...device.hours, quietFrom: '19:00', quietTo: '08:00', workingDays: [1, 2, 3, 4, 5] };
    device.remind({ purpose: 'evening', ...timed('2026-01-15T20:00') });
    device.remind({ purpose: 'saturday', ...timed('2026-01-17T12:00') });
    device.pass(22 * HOUR_MS); // Friday 07:00
    expect(device.shown).toEqual([]);
    device.pass(HOUR_MS);
    expect(device.shown).toEqual(['evening']);
    device.pass(2 * DAY_MS + 23 * HOUR_MS);
    expect(device.shown).toEqual(['evening']);
    device.pass(HOUR_MS); // Monday 08:00
    expect(device.shown).toEqual(['evening', 'saturday']);
  });
});

describe('done or put off', () => {
  it('withdraws what was shown, and leaves the inbox', () => {
    const device = new Device();
    const [a, b] = [device.remind({ purpose: 'a', ...timed('2026-01-15T09:10') }), device.remind({ purpose: 'b', ...timed('2026-01-15T09:20') })];
    device.pass(HOUR_MS);
    expect(inbox(device.store, 10).rows.map(({ reminder, seen }) => [reminder.purpose, seen])).toEqual([['b', false], ['a', false]]);
    device.act((tx) => completeReminder(tx, a, {}, BERLIN));
    expect(device.withdrawn).toEqual([a]);
    noteSeen(device.store, device.now());
    expect(inbox(device.store, 10)).toMatchObject({ rows: [{ reminder: { id: b }, seen: true }], unseen: 0 });
    device.act((tx) => snoozeReminder(tx, b, timed('2026-01-16T09:20')));
    expect(device.withdrawn).toEqual([a, b]);
    expect(inbox(device.store, 10).rows).toEqual([]);
  });

  it('is in the inbox again where that is undone, and is not told of twice', () => {
    const device = new Device();
    const a = device.remind({ purpose: 'a', ...timed('2026-01-15T09:10') });
    device.pass(HOUR_MS);
    device.act((tx) => completeReminder(tx, a, {}, BERLIN));
    device.act((tx) => reopenReminder(tx, a));
    expect(inbox(device.store, 10).rows.map(({ reminder }) => reminder.id)).toEqual([a]);
    expect(device.shown).toEqual(['a']);
  });

  it('of a day without a time is in the inbox from its morning on, at either end of the world', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const device = new Device();
      device.zone = zone;
      device.hours = { ...device.hours, allDayAt: '00:00' };
      device.remind({ purpose: 'all day', ...allDay('2026-01-20') });
      for (let hours = 0; device.shown.length === 0 && hours < 24 * 7; hours += 1) device.pass(HOUR_MS);
      expect(inbox(device.store, 10).rows.map(({ reminder }) => reminder.purpose), zone).toEqual(['all day']);
    }
  });

  it('is nothing to show, nor is what is somebody else\'s or of somebody in the bin', () => {
    const device = new Device();
    const done = device.remind({ purpose: 'done', ...timed('2026-01-15T10:00') });
    device.act((tx) => completeReminder(tx, done, {}, BERLIN));
    const ada = device.act((tx) => createContact(tx, { kind: 'person', fullName: 'Ada' }));
    device.remind({ contactId: ada, purpose: 'binned', ...timed('2026-01-15T10:00') });
    device.act((tx) => tx.remove('contacts', ada));
    device.remind({ purpose: 'theirs', ownerId: ada, ...timed('2026-01-15T10:00') });
    device.pass(2 * HOUR_MS);
    expect(device.shown).toEqual([]);
  });
});

it('tries again when the disk was full, and nobody else hears of it', () => {
  const device = new Device();
  device.store.sql.exec("CREATE TRIGGER full BEFORE INSERT ON fired BEGIN SELECT raise(FAIL, 'disk full'); END");
  device.remind({ purpose: 'call', ...timed('2026-01-15T08:30') });
  expect([device.shown, device.errors.length]).toEqual([[], 1]);
  device.store.sql.exec('DROP TRIGGER full');
  device.pass(MINUTE_MS);
  expect(device.shown).toEqual(['call']);
});

it('asks the database nothing while it waits', () => {
  const device = new Device();
  device.remind({ purpose: 'call', ...timed('2026-01-15T18:00') });
  device.asked = 0;
  device.pass(8 * HOUR_MS);
  expect(device.asked).toBe(0);
});
