import { join } from 'node:path';
import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import { dueToFire, nextDueAt } from '../../db/fired.ts';
import { createReminder } from '../../db/reminders.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { type Row, type Timing, rounded, timed } from './measure.ts';

const ZONE = 'Europe/Berlin';

/** What is due today, and what is ahead, through the whole call. */
export async function todayRows(client: Client<Api>): Promise<Row[]> {
  const kith = await timed(() => client.reminders.today({ zone: ZONE, whose: 'mine', laterDays: 7, limit: 100 }), 50);
  const ahead = await timed(() => client.reminders.ahead({ zone: ZONE, whose: 'mine', days: 7, limit: 100 }), 50);
  const row = (name: string, { p50, p95, p99 }: Timing): Row => ({ name, p50Ms: rounded(p50), p99Ms: rounded(p99), rawP50Ms: null, ratio: null, budget: `p95 ≤ 30 (is ${p95.toFixed(2)})`, ok: p95 <= 30 });
  return [row('today, of 50,000 open reminders', kith), row('what is ahead, of 500 that come again', ahead)];
}

/** So many that come again every week, each begun some weeks ago. */
export function makeRecurring(dir: string, count: number): void {
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  const now = Date.now();
  write(store, { code: 'seeded' }, (tx) => {
    for (let made = 0; made < count; made++) {
      const start = new Date(now - (made % 60) * 86_400_000).toISOString().slice(0, 10);
      createReminder(tx, { kind: 'call', purpose: `Ask every week ${made}`, due: `${start}T1${made % 8}:00`, zone: ZONE, repeat: { kind: 'rule', rule: 'FREQ=WEEKLY' } });
    }
  });
  store.close();
}

/** When the scheduler has to wake next, and what it looks for when somebody has changed a reminder. */
export async function schedulerRows(dir: string): Promise<Row[]> {
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  const when = { now: Date.now(), zone: ZONE, allDayAt: '09:00' };
  const next = await timed(() => nextDueAt(store, when));
  const due = await timed(() => dueToFire(store, when, 4));
  store.close();
  return [
    { name: 'when the next reminder is due', p50Ms: rounded(next.p50), p99Ms: rounded(next.p99), rawP50Ms: null, ratio: null, budget: 'p99 ≤ 2', ok: next.p99 <= 2 },
    { name: 'which reminders have fallen due', p50Ms: rounded(due.p50), p99Ms: rounded(due.p99), rawP50Ms: null, ratio: null, budget: 'p99 ≤ 2', ok: due.p99 <= 2 },
  ];
}
