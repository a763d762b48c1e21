import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { api } from '../../core/api/index.ts';
import { CallError } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { examine } from '../../db/doctor.ts';
import { loadLocale, staleDerivations } from '../../db/settings.ts';
import { type Store, openReader } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';
import { idFromBytes } from '../../core/ids.ts';
import type { App } from '../../electron/app-port.ts';
import { openApp } from '../../electron/app.ts';
import { openFiles } from '../../electron/files.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { anything, fitting } from '../support/hostile-input.ts';
import { portWires } from '../support/wires.ts';

/** More of them in the long suite. */
const RUNS = Number(process.env['KITH_FUZZ'] ?? 100);
const LONG_MS = 30_000 + RUNS * 200;

type AnyCalls = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

const dir = mkdtempSync(join(tmpdir(), 'kith-fuzz-'));
const logged: unknown[] = [];
let app: App;
let calls: AnyCalls;
let reader: Store;

beforeAll(async () => {
  app = await openApp(dir, { log: ({ code, error }) => void logged.push([code, String(error)]) });
  const { here, there } = portWires();
  app.connect(there);
  calls = connectCalls(api, here) as unknown as AnyCalls;
  reader = openReader(join(dir, 'kith.sqlite'), systemPorts);
  await calls['profile']!['loadSample']!(undefined);
  for (const type of ['text', 'money', 'date', 'choice', 'choices', 'contact']) await calls['fields']!['create']!({ record: 'contact', name: type, type, choices: ['a', 'b'] });
}, LONG_MS);

afterAll(async () => {
  reader.close();
  await app.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A few ids of every kind of record that is there, and of changes; and how many may still be asked before they are read again. */
let known: string[] = [];
let asks = 0;

function ids(): string[] {
  if (asks > 0) return known;
  asks = 20;
  const tables = ['batches', ...syncedTables.map(({ name }) => name)];
  return (known = tables.flatMap((table) => reader.prepare(`SELECT id FROM ${table} ORDER BY n DESC LIMIT 3`).all().map((row) => idFromBytes(row.id))));
}

/** Whether it was answered, or refused by an error that says why. */
async function ask(group: string, name: string, input: unknown): Promise<void> {
  asks--;
  try {
    await calls[group]![name]!(input);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.code === 'internal' || error.code === 'closed') throw new Error(`${error.code}: ${JSON.stringify(logged.at(-1))}`, { cause: error });
    expect(error.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(error.message.length).toBeGreaterThan(5);
  }
}

// Those that remove for good come last, so that the others have something to work on.
const LAST = new Set(['contacts.erase', 'bin.empty', 'profile.removeSample']);
/** Each writes a whole file, or stretches a password. */
const SLOW = new Set(['vault.setLock', 'transfer.exportDeals', 'transfer.exportContacts']);
/** Each writes all there is, files too, in a worker of its own. */
const SLOWEST = new Set(['transfer.exportEverything', 'backup.save', 'backup.run']);
/** Each tries to close the database and to write it anew, which the reader of this test prevents. */
const CLOSING = new Set(['vault.encrypt']);
const names = [...api.callsByName.keys()].toSorted((a, b) => Number(LAST.has(a)) - Number(LAST.has(b)));

describe('whatever a page sends', () => {
  it.each(names)('%s answers, or says what is wrong', { timeout: LONG_MS }, async (callName) => {
    const [group, name] = callName.split('.') as [string, string];
    const input = api.callsByName.get(callName)!.input;
    const hostile = fc.oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: fitting(input, ids) });
    await fc.assert(fc.asyncProperty(hostile, (value) => ask(group, name, value)), { numRuns: CLOSING.has(callName) ? 3 : SLOWEST.has(callName) ? Math.ceil(RUNS / 50) : SLOW.has(callName) ? Math.ceil(RUNS / 10) : RUNS });
  });

  it('leaves the workers alive, nothing in the log, and the profile in order', { timeout: LONG_MS }, async () => {
    // A password that was set on the way is nobody's.
    rmSync(join(dir, 'app-lock.json'), { force: true });
    await calls['vault']!['unlock']!({ passphrase: 'any' });
    await calls['profile']!['info']!(undefined);
    await calls['profile']!['setDevice']!({ locale: 'en' });
    const { id } = (await calls['contacts']!['create']!({ kind: 'person', fullName: 'Still Here' })) as { id: string };
    expect(await calls['contacts']!['get']!({ id })).toMatchObject({ name: 'Still Here' });
    expect(logged).toEqual([]);
    // The locale has changed: names are being sorted anew, beside the calls.
    await vi.waitUntil(() => (loadLocale(reader), !Object.values(staleDerivations(reader)).includes(true)), { timeout: 30_000 });
    await app.close();
    const { store } = openForWriting(dir, '');
    const steps = examine(store, openFiles(dir), { repair: false, isAlone: false, readsFile: true });
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.findings.filter(({ code }) => code !== 'same-tags')).toEqual([]);
    store.close();
  });
});
