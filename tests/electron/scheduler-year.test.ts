import { describe, expect, it } from 'vitest';
import { instantOf } from '../../core/schedule.ts';
import { createReminder } from '../../db/reminders.ts';
import { Device } from '../support/device.ts';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const STEP_MS = 10 * MINUTE_MS;
const DAYS = 365;

/** What has no place on the wall, since the clocks are set forward over it, and when it comes instead. */
const ZONES: Record<string, Record<string, string>> = {
  'Europe/Berlin': { '2026-03-29T02:10': '2026-03-29T03:10' },
  'America/New_York': { '2026-03-08T02:10': '2026-03-08T03:10' },
  'America/St_Johns': { '2026-03-08T02:10': '2026-03-08T03:10' },
  'Australia/Lord_Howe': { '2026-10-04T02:10': '2026-10-04T02:40' },
  'Pacific/Auckland': { '2026-09-27T02:10': '2026-09-27T03:10' },
  'Asia/Kolkata': {},
};

/** Also in the half hours and hours that the clocks jump over or show twice. */
const TIMES = ['01:40', '02:10', '09:00'];

const day = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);

/** What the wall shows, by the runtime's own table. */
function wall(zone: string): (instantMs: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  return (instantMs) => format.format(instantMs).replace(' ', 'T');
}

/** A device in a zone, a day before the year begins there, with something to do at each of these times on each day, and something all day. */
function aYear(zone: string): { device: Device; fired: Map<string, number[]>; planned: string[] } {
  const device = new Device(Date.UTC(2025, 11, 31) - 14 * HOUR_MS);
  device.zone = zone;
  const planned = Array.from({ length: DAYS }, (_, number) => [day(number), ...TIMES.map((time) => `${day(number)}T${time}`)]).flat();
  device.act((tx) => planned.forEach((due) => void createReminder(tx, { purpose: due, due, zone: due.includes('T') ? zone : '' })));
  const fired = new Map<string, number[]>();
  device.onShow = (reminders) => {
    for (const { purpose } of reminders) fired.set(purpose, [...(fired.get(purpose) ?? []), device.now()]);
  };
  return { device, fired, planned };
}

describe('a year', () => {
  it.each(Object.entries(ZONES))('in %s: each is shown once, at its time on the wall', { timeout: 120_000 }, (zone, moved) => {
    const { device, fired, planned } = aYear(zone);
    device.pass((DAYS + 3) * DAY_MS, STEP_MS);
    expect(device.errors).toEqual([]);
    expect([...fired.keys()].sort()).toEqual([...planned].sort());
    const at = wall(zone);
    const late = planned.filter((due) => {
      const [instant, ...again] = fired.get(due)!;
      return again.length > 0 || at(instant!) !== (due.includes('T') ? (moved[due] ?? due) : `${due}T09:00`);
    });
    expect(late).toEqual([]);
    // What the clocks show twice comes the first time.
    const again = planned.filter((due) => [HOUR_MS / 2, HOUR_MS].some((beforeMs) => at(fired.get(due)![0]! - beforeMs) === due));
    expect(again).toEqual([]);
  });

  it('of nights asleep, restarts, journeys and clocks that are set: each is shown once, none before it is due', { timeout: 120_000 }, () => {
    const zones = Object.keys(ZONES);
    const { device, planned } = aYear(zones[0]!);
    let [seed, shown] = [11, 0];
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
    const early: string[] = [];
    device.onShow = (reminders, total) => {
      shown += total;
      for (const { due, zone } of reminders) if (device.now() < (zone === '' ? instantOf(`${due}T09:00`, device.zone)! : instantOf(due, zone)!)) early.push(due);
    };
    while (device.now() < Date.UTC(2027, 0, 3)) {
      device.pass((8 + random(14)) * HOUR_MS, STEP_MS);
      if (random(4) === 0) device.zone = zones[random(zones.length)]!;
      if (random(6) === 0) {
        // Somebody sets the clock to something else, and back again.
        const set = (random(5) - 2) * HOUR_MS;
        device.aheadMs += set;
        device.pass(HOUR_MS, STEP_MS);
        device.aheadMs -= set;
      }
      if (random(5) === 0) {
        device.scheduler.stop();
        device.aheadMs += 9 * HOUR_MS;
        device.restart();
      } else device.sleep(9 * HOUR_MS);
    }
    expect([device.errors, early, shown]).toEqual([[], [], planned.length]);
    expect(device.store.prepare("SELECT count(*) AS n FROM fired WHERE state = 'shown'").get()!.n).toBe(planned.length);
  });
});
