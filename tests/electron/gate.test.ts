import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Api, api } from '../../core/api/index.ts';
import type { GateState, Trouble } from '../../core/api/gate.ts';
import { CallError, type Client } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { createContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { openDatabase } from '../../db/open.ts';
import { write } from '../../db/write.ts';
import { openApp } from '../../electron/app.ts';
import type { App, AppPorts } from '../../electron/app-port.ts';
import { buildAnew } from '../../electron/gate/build-anew.ts';
import { beginTask, keepReport, rebuiltHere } from '../../electron/gate/recovery.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { seed } from '../../electron/seed.ts';
import { type VaultKeys, keysOf } from '../../electron/vault/keys.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { portWires } from '../support/wires.ts';

interface Opened {
  app: App;
  calls: Client<Api>;
  /** What pages heard of the gate. */
  heard: GateState[];
  logged: string[];
}

async function open(dir: string, ports: Partial<AppPorts> = {}): Promise<Opened> {
  const logged: string[] = [];
  const app = await openApp(dir, { log: ({ code }) => void logged.push(code), ...ports });
  const { here, there } = portWires();
  app.connect(there);
  const calls = connectCalls(api, here);
  const heard: GateState[] = [];
  calls.on('gate', (state) => heard.push(state));
  onTestFinished(async () => {
    await app.close();
    here.close();
  });
  return { app, calls, heard, logged };
}

/** A profile with people in it, closed. */
function aProfile(contacts = 40): string {
  const dir = temporaryFolder();
  const { store } = openForWriting(dir, 'Robin');
  for (const _ of seed(store, { contacts, entries: contacts * 3, reminders: 5, seed: 1 })) continue;
  store.close();
  return dir;
}

const EVERYBODY = { sort: { by: 'name', descending: false }, limit: 10 } as const;

const database = (dir: string): string => join(dir, 'kith.sqlite');

async function troubleAt(calls: Client<Api>): Promise<Trouble> {
  const state = await calls.gate.state();
  return state.kind === 'damaged' ? state.trouble : expect.fail(`it stands ${state.kind}`);
}

const refusal = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof CallError ? error.code : error),
  );

const zero = (dir: string, page: number, count = 1): void => {
  const bytes = readFileSync(database(dir));
  bytes.fill(0, page * 4096, (page + count) * 4096);
  writeFileSync(database(dir), bytes);
};

/** The page at which the tree of a table begins, from 0. */
function rootPageOf(dir: string, table: string): number {
  const sql = new Database(database(dir), { readonly: true });
  const page = sql.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)!;
  sql.close();
  return page - 1;
}

describe('a database in order', () => {
  it('is open, and says so', async () => {
    const { calls } = await open(aProfile());
    expect(await calls.gate.state()).toEqual({ kind: 'open' });
    expect((await calls.profile.info()).contacts).toBe(40);
  });
});

describe('a database that cannot be opened', () => {
  const found = 'start';

  it('is a file that is none, with other bytes at its beginning', async () => {
    const dir = aProfile();
    const bytes = readFileSync(database(dir));
    writeFileSync(database(dir), bytes.fill('not a database ', 0, 100));
    const { calls } = await open(dir);
    expect(await troubleAt(calls)).toMatchObject({ kind: 'not-a-database', found });
    expect(await refusal(calls.profile.info())).toBe('not-open');
    expect(await refusal(calls.contacts.create({ kind: 'person', fullName: 'Ada' }))).toBe('not-open');
    expect(readFileSync(database(dir)).equals(bytes)).toBe(true);
  });

  it('is empty, and is not taken for a new one', async () => {
    const dir = aProfile();
    truncateSync(database(dir), 0);
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('empty');
    expect(readFileSync(database(dir)).length).toBe(0);
  });

  it('is gone, and none is made in its place until somebody says so', async () => {
    const dir = aProfile();
    rmSync(database(dir));
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('database-gone');
    expect(existsSync(database(dir))).toBe(false);
    expect(await calls.gate.goOn({ as: 'new-profile' })).toEqual({ kind: 'open' });
    expect((await calls.profile.info()).contacts).toBe(0);
  });

  it('belongs to another program', async () => {
    const dir = temporaryFolder();
    new Database(database(dir)).exec('CREATE TABLE recipes (title)').close();
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('other-program');
    expect(await refusal(calls.gate.rebuild())).toBe('nothing-to-rebuild');
  });

  it('was used with a newer Kith', async () => {
    const dir = aProfile();
    const sql = new Database(database(dir));
    sql.pragma('user_version = 999');
    sql.close();
    const { calls } = await open(dir);
    expect(await troubleAt(calls)).toMatchObject({ kind: 'newer', versions: { done: 999, known: expect.any(Number) } });
    expect(await refusal(calls.gate.rebuild())).toBe('nothing-to-rebuild');
  });

  it('lost its WAL when its program was ended', async () => {
    const dir = aProfile();
    const child = spawn(process.execPath, [builtProgram('tests/support/writer-child.ts'), dir, 'edits', '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    renameSync(`${database(dir)}-wal`, join(dir, 'elsewhere'));
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('wal-missing');
    // Put back, it opens as it was.
    renameSync(join(dir, 'elsewhere'), `${database(dir)}-wal`);
    expect(await calls.gate.retry()).toEqual({ kind: 'open' });
  });

  it('goes on without its WAL when somebody says so', async () => {
    const dir = aProfile();
    writeFileSync(join(dir, 'database.json'), '{"open":true}');
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('wal-missing');
    expect(await refusal(calls.gate.goOn({ as: 'new-profile' }))).toBe('cannot-go-on');
    expect(await calls.gate.goOn({ as: 'without-wal' })).toEqual({ kind: 'open' });
  });

  it('is opened by another program', async () => {
    const dir = aProfile();
    const child = spawn(process.execPath, [new URL('../support/hold-profile.ts', import.meta.url).pathname, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    let profile: ReturnType<typeof openProfile> | undefined;
    onTestFinished(() => profile?.release());
    const { calls } = await open(dir, { takeProfile: () => (profile ??= openProfile(dir, 'Kith in a window', 0)) });
    expect(await troubleAt(calls)).toMatchObject({ kind: 'in-use', holder: { program: 'Kith in a terminal', pid: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await calls.gate.retry()).toEqual({ kind: 'open' });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('lies in a folder that may only be read', async () => {
    const dir = aProfile();
    chmodSync(dir, 0o500);
    onTestFinished(() => chmodSync(dir, 0o700));
    const { calls } = await open(dir);
    expect((await troubleAt(calls)).kind).toBe('read-only');
    chmodSync(dir, 0o700);
    expect(await calls.gate.retry()).toEqual({ kind: 'open' });
  });

  it('lies in a folder that is gone, and opens when it is back', async () => {
    const dir = aProfile();
    renameSync(dir, `${dir}-away`);
    onTestFinished(() => rmSync(`${dir}-away`, { recursive: true, force: true }));
    const { calls } = await open(dir);
    expect(await troubleAt(calls)).toMatchObject({ kind: 'folder-gone' });
    renameSync(`${dir}-away`, dir);
    expect(await calls.gate.retry()).toEqual({ kind: 'open' });
  });
});

describe('a damaged database', () => {
  it('is rebuilt beside the one that is there, used when somebody says so, and the old one is kept', async () => {
    const dir = aProfile();
    const root = rootPageOf(dir, 'contacts');
    zero(dir, root);
    const { calls, heard } = await open(dir);
    // Whether the start meets the damage or the first query does depends on what is in order anew.
    await calls.contacts.list({ ...EVERYBODY, filter: [] }).catch(() => undefined);
    await vi.waitUntil(() => heard.at(-1)?.kind === 'damaged', { timeout: 10_000 });
    expect((await troubleAt(calls)).kind).toBe('damaged');

    const steps = new Set<string>();
    const rebuilt = await calls.gate.rebuild(undefined, { onProgress: ({ step }) => steps.add(step) });
    expect(rebuilt.how).toBe('salvaged');
    expect(rebuilt.tables.find(({ table }) => table === 'contacts')).toEqual({ table: 'contacts', saved: 40, of: 40 });
    expect(rebuilt.lost).toEqual([]);
    expect(steps).toContain('copying');
    expect(await calls.gate.state()).toMatchObject({ kind: 'damaged', rebuilt: { how: 'salvaged' } });

    expect(await calls.gate.takeRebuilt()).toEqual({ kind: 'open' });
    expect(await refusal(calls.gate.takeRebuilt())).toBe('cannot-go-on');
    expect((await calls.profile.info()).contacts).toBe(40);
    const [folder] = readdirSync(join(dir, 'set-aside'));
    const kept = readFileSync(join(dir, 'set-aside', folder!, 'kith.sqlite'));
    expect(kept.subarray(root * 4096, (root + 1) * 4096).every((byte) => byte === 0)).toBe(true);
    expect(existsSync(join(dir, 'rebuilding'))).toBe(false);
  });

  it('keeps what was rebuilt over a restart, and leaves nothing of a rebuilding that is cancelled', async () => {
    const dir = aProfile();
    const bytes = readFileSync(database(dir));
    writeFileSync(database(dir), bytes.fill(0xff, 0, 100));
    const first = await open(dir);
    const stop = new AbortController();
    stop.abort();
    expect(await refusal(first.calls.gate.rebuild(undefined, { signal: stop.signal }))).toBe('cancelled');
    expect(existsSync(join(dir, 'rebuilding'))).toBe(false);
    expect(await refusal(first.calls.gate.takeRebuilt())).toBe('not-rebuilt');
    await first.calls.gate.rebuild();
    await first.app.close();
    const { calls } = await open(dir);
    expect(await calls.gate.state()).toMatchObject({ kind: 'damaged', rebuilt: { how: 'salvaged' } });
    expect(await calls.gate.takeRebuilt()).toEqual({ kind: 'open' });
  });

  it('is exchanged at the next start where that was cut short', async () => {
    const dir = aProfile();
    const whole = join(temporaryFolder(), 'whole');
    copyFileSync(database(dir), whole);
    writeFileSync(database(dir), 'damaged');
    const { calls, app } = await open(dir);
    await troubleAt(calls);
    await app.close();
    const workshop = join(dir, 'rebuilding');
    mkdirSync(workshop);
    copyFileSync(whole, join(workshop, 'chosen.sqlite'));
    const next = await open(dir);
    expect((await next.calls.profile.info()).contacts).toBe(40);
    expect(readdirSync(join(dir, 'set-aside'))).toHaveLength(1);
  });
});

describe('damage found while Kith runs', () => {
  it('stops writing at once, tells every page, and goes on when it is mended', async () => {
    const dir = aProfile(400);
    const whole = readFileSync(database(dir));
    const { calls, heard, logged } = await open(dir);
    // Beyond what the start has read into its memory.
    overwrite(dir, whole.subarray().fill(0xee, 8 * 4096), whole.length);
    for (let asked = 0; asked < 50 && heard.at(-1)?.kind !== 'damaged'; asked++) await calls.search.find({ text: 'a', contacts: 20, entries: 20 }).catch(() => undefined);
    await vi.waitUntil(() => heard.at(-1)?.kind === 'damaged', { timeout: 10_000 });
    expect(await troubleAt(calls)).toMatchObject({ kind: 'damaged', found: 'running' });
    expect(await refusal(calls.contacts.create({ kind: 'person', fullName: 'After' }))).toBe('not-open');
    expect(logged).toContain('call-failed');
  });
});

describe('the check in the background', () => {
  it('meets damage that nobody has asked for yet, and stops writing', async () => {
    const dir = aProfile();
    const { calls, heard } = await open(dir, { checkAfterMs: 0 });
    overwrite(dir, Buffer.from(readFileSync(database(dir))).fill(0xee, 12 * 4096), readFileSync(database(dir)).length);
    await vi.waitUntil(() => heard.at(-1)?.kind === 'damaged', { timeout: 50_000 });
    expect(await troubleAt(calls)).toMatchObject({ kind: 'damaged', found: 'check' });
  });

  it('sees that the file is gone, before more is written into nothing', async () => {
    const dir = aProfile();
    const { calls, heard } = await open(dir, { checkAfterMs: 0 });
    for (const end of ['', '-wal', '-shm']) rmSync(`${database(dir)}${end}`, { force: true });
    await vi.waitUntil(() => heard.at(-1)?.kind === 'damaged', { timeout: 50_000 });
    expect(await troubleAt(calls)).toMatchObject({ kind: 'database-gone', found: 'check' });
    expect(await refusal(calls.contacts.create({ kind: 'person', fullName: 'Into nothing' }))).toBe('not-open');
  });
});

/** In the same file, as a disk does it. */
function overwrite(dir: string, bytes: Uint8Array, length: number): void {
  const file = openSync(database(dir), 'r+');
  writeSync(file, bytes, 0, length, 0);
  closeSync(file);
}

describe('the list of what was not saved', () => {
  /** The page with the first rows of a table, from 0. */
  function firstLeafOf(dir: string, table: string, keys?: VaultKeys): number {
    const sql = openDatabase(database(dir), 'reader', 1_000, keys?.database);
    const page = sql.prepare<[string], number>("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path LIMIT 1").pluck().get(table)!;
    sql.close();
    return page - 1;
  }

  function rebuiltOf(dir: string, keys?: VaultKeys) {
    const task = beginTask(dir, keys);
    return keepReport(task, buildAnew(task, () => undefined, Date.now));
  }

  /** People of whom half have an e-mail address, and one a note. */
  function people(keys?: VaultKeys): string {
    const dir = temporaryFolder();
    const { store } = openForWriting(dir, 'Robin', keys);
    for (let n = 0; n < 120; n++) {
      write(store, { code: 'test' }, (tx) => {
        const id = createContact(tx, { kind: 'person', fullName: `Zq${'abcdefghij'[n % 10]}${'abcdefghijkl'[Math.floor(n / 10)]} Lovelace`, ...(n % 2 === 0 ? { emails: [{ address: `p${n}@mail.example` }] } : {}) });
        if (n === 1) createEntry(tx, { kind: 'note', subject: 'About the mill', body: '', participants: [id] });
      });
    }
    store.close();
    return dir;
  }

  it('says who it was by what belongs to them, or by the words that they were found by', () => {
    const dir = people();
    zero(dir, firstLeafOf(dir, 'contacts'));
    const rebuilt = rebuiltOf(dir);
    const [lost] = rebuilt.lost;
    const [incomplete] = rebuilt.incomplete;
    expect([lost?.table, incomplete?.table, rebuilt.lost.length, rebuilt.incomplete.length]).toEqual(['contacts', 'contacts', 1, 1]);
    expect(lost!.count).toBeGreaterThan(3);
    expect(lost!.records.map(({ name }) => name)).toEqual(lost!.records.map(() => ''));
    // The first that is lost for good is the fourth: the second has a note.
    expect(lost!.records[0]!.words).toBe('lovelace zqda');
    expect(new Set(lost!.records.map(({ words }) => words)).size).toBe(lost!.count);
    expect(incomplete!.records.slice(0, 3).map(({ name }) => name)).toEqual(['p0@mail.example', 'About the mill', 'p2@mail.example']);
    // Kept for the next start.
    const report = readFileSync(join(dir, 'rebuilding', 'rebuilt.json'), 'utf8');
    expect(report).toContain('zqda');
    expect(readdirSync(join(dir, 'rebuilding')).sort()).toEqual(['rebuilt.json', 'rebuilt.sqlite']);
  });

  it('is told of an encrypted profile, and not kept in clear', () => {
    const keys = keysOf(Buffer.alloc(32, 7));
    const dir = people(keys);
    zero(dir, firstLeafOf(dir, 'contacts', keys));
    const rebuilt = rebuiltOf(dir, keys);
    const records = [...rebuilt.lost, ...rebuilt.incomplete].flatMap((each) => each.records);
    expect(records.some(({ name, words }) => name !== '' || words !== '')).toBe(true);
    const kept = readFileSync(join(dir, 'rebuilding', 'rebuilt.json'), 'utf8');
    for (const text of ['mail.example', 'lovelace', 'About']) expect(kept).not.toContain(text);
    expect(rebuiltHere(dir)!.incomplete.map(({ count }) => count)).toEqual(rebuilt.incomplete.map(({ count }) => count));
  });

  it('of an earlier version is made anew', () => {
    const dir = people();
    mkdirSync(join(dir, 'rebuilding'));
    writeFileSync(join(dir, 'rebuilding', 'rebuilt.sqlite'), '');
    writeFileSync(join(dir, 'rebuilding', 'rebuilt.json'), JSON.stringify({ how: 'salvaged', tables: [], lost: [{ table: 'contacts', ids: ['x'], count: 1 }], incomplete: [], fromLog: 0, madeAt: 0 }));
    expect(rebuiltHere(dir)).toBeNull();
  });
});
