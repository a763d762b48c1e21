import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import { idFromBytes } from '../../core/ids.ts';
import { join } from 'node:path';
import { contactDocument } from '../../db/derive.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { type Row, median, percentiles, rounded } from './measure.ts';
import { openRaw, rawPath } from './profiles.ts';

const EDITS = 1_000;
const ROUNDS = 5;
const BULK = 10_000;

/** A thousand edits in one transaction, with and without log, stamps and what is derived. */
export function editRow(dir: string): Row {
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  const raw = openRaw(rawPath(dir));
  const contacts = store.prepare("SELECT n, id, family, name, sortKey FROM contacts WHERE kind = 'person' AND hidden = 0 ORDER BY n LIMIT ?").all(EDITS * ROUNDS);
  const documents = contacts.map((row) => contactDocument(store, store.prepare('SELECT * FROM contacts WHERE n = ?').get(row.n)!));
  const update = raw.prepare('UPDATE contacts SET family = ?, name = ?, sortKey = ? WHERE n = ?');
  const forget = raw.prepare('DELETE FROM contactSearch WHERE rowid = ?');
  const find = raw.prepare('INSERT INTO contactSearch (rowid, document) VALUES (?, ?)');
  const times: { kith: number[]; raw: number[] } = { kith: [], raw: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const some = contacts.slice(round * EDITS, (round + 1) * EDITS);
    times.kith.push(
      elapsed(() =>
        write(store, { code: 'contact.updated' }, (tx) => {
          for (const row of some) tx.update('contacts', idFromBytes(row.id), { family: `${String(row['family'])}x${round}` });
        }),
      ),
    );
    times.raw.push(
      elapsed(() =>
        raw.transaction(() => {
          some.forEach((row, i) => {
            update.run(`${String(row['family'])}x${round}`, `${String(row['name'])}x${round}`, `${String(row['sortKey'])}x`, row.n);
            forget.run(row.n);
            find.run(row.n, `${documents[round * EDITS + i]!} x${round}`);
          });
        })(),
      ),
    );
  }
  raw.close();
  store.close();
  const [kith, bare] = [median(times.kith) / EDITS, median(times.raw) / EDITS];
  return { name: 'one edit, 1,000 in a transaction', p50Ms: rounded(kith), p99Ms: rounded(Math.max(...times.kith) / EDITS), rawP50Ms: rounded(bare), ratio: rounded(kith / bare), budget: '≤ 2 × raw', ok: kith <= 2 * bare };
}

/** Ten thousand contacts tagged at once, and that undone, while others list. */
export async function bulkRows(client: Client<Api>): Promise<Row[]> {
  const { rows } = { rows: [] as Row[] };
  const ids = (await client.contacts.ids({ filter: [], sort: { by: 'name', descending: false }, from: 0, to: BULK - 1 })).ids;
  const tagging = await beside(client, () => client.contacts.bulk({ selection: { ids }, change: { kind: 'tag', add: ['measured'], remove: [] } }));
  const undoing = await beside(client, () => client.history.undo({}));
  for (const [name, { ms, others }] of [
    ['bulk tag of 10,000', tagging],
    ['its undo', undoing],
  ] as const) {
    rows.push({ name, p50Ms: rounded(ms), p99Ms: rounded(ms), rawP50Ms: null, ratio: null, budget: '≤ 2,000', ok: ms <= 2_000 });
    rows.push({ name: `other calls during ${name}`, p50Ms: rounded(others.p50), p99Ms: rounded(others.p99), rawP50Ms: null, ratio: null, budget: 'p99 ≤ 50', ok: others.p99 <= 50 });
  }
  return rows;
}

/** A CSV of 100,000 people into an empty profile, while others list. */
export async function importRows(client: Client<Api>, csv: Uint8Array): Promise<Row[]> {
  let uploadId: string | undefined;
  for (let at = 0; at < csv.length; at += PIECE) ({ uploadId } = await client.transfer.upload({ uploadId, name: 'people.csv', bytes: csv.slice(at, at + PIECE), last: at + PIECE >= csv.length }));
  const { ms, others } = await beside(client, () => client.transfer.run({ uploadId: uploadId! }));
  return [
    { name: 'CSV import of 100,000', p50Ms: rounded(ms), p99Ms: rounded(ms), rawP50Ms: null, ratio: null, budget: '≤ 12,000', ok: ms <= 12_000 },
    { name: 'other calls during CSV import', p50Ms: rounded(others.p50), p99Ms: rounded(others.p99), rawP50Ms: null, ratio: null, budget: 'p99 ≤ 50', ok: others.p99 <= 50 },
  ];
}

const PIECE = 512 * 1024;

/** Runs long work and, beside it, a page of the list and a small write again and again. */
async function beside(client: Client<Api>, work: () => Promise<unknown>): Promise<{ ms: number; others: ReturnType<typeof percentiles> }> {
  const times: number[] = [];
  const working = new AbortController();
  const others = (async (): Promise<void> => {
    for (let i = 0; !working.signal.aborted; i++) {
      const started = performance.now();
      if (i % 2 === 0) await client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50, offset: (i * 50) % 5_000 });
      else await client.drafts.put({ key: 'bench', text: `draft ${i}` });
      times.push(performance.now() - started);
    }
  })();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  working.abort();
  await others;
  await client.drafts.discard({ key: 'bench' });
  return { ms, others: percentiles(times) };
}

function elapsed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
