import { join } from 'node:path';
import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import { dueToFire, nextDueAt } from '../../db/fired.ts';
import { openStore } from '../../db/store.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { type Row, rounded, timed } from './measure.ts';

const ZONE = 'Europe/Berlin';

/** What is due today, through the whole call. */
export async function todayRow(client: Client<Api>): Promise<Row> {
  const kith = await timed(() => client.reminders.today({ zone: ZONE, whose: 'mine', laterDays: 7, limit: 100 }), 50);
  return { name: 'today, of 50,000 open reminders', p50Ms: rounded(kith.p50), p99Ms: rounded(kith.p99), rawP50Ms: null, ratio: null, budget: `p95 ≤ 30 (is ${kith.p95.toFixed(2)})`, ok: kith.p95 <= 30 };
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
