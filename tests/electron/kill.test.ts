import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { inbox } from '../../db/fired.ts';
import { purgeContact } from '../../db/purge.ts';
import { createReminder } from '../../db/reminders.ts';
import { staleDerivations } from '../../db/settings.ts';
import { openReader, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { openApp } from '../../electron/app.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { afterwards, contact, expectKept, holders } from '../support/kept.ts';
import { builtProgram, startProgram } from '../support/program.ts';
import type { KillAt, Shown } from '../support/scheduler-said.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { GROUP, type Said, type Work } from '../support/writer-said.ts';

/** More of them in the long suite. */
const KILLS = Number(process.env['KITH_KILLS'] ?? 8);
const LONG_MS = 60_000 + KILLS * 10_000;

interface Writer {
  child: ChildProcess;
  /** Everything it said before it died. */
  said: Promise<Said[]>;
}

function startWriter(dir: string, work: Work, seed: number): Writer {
  const child = spawn(process.execPath, [builtProgram('tests/support/writer-child.ts'), dir, work, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const said = once(child, 'close').then(() => {
    // Its own end would be a failure, and no kill.
    expect(errors).toBe('');
    return out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Said);
  });
  return { child, said };
}

/** Lets a writer work on the profile and kills it: mostly while it writes, sometimes while it opens what the last one left. */
async function killedAtWork(dir: string, work: Work, seed: number): Promise<Said[]> {
  const { child, said } = startWriter(dir, work, seed);
  const whileOpening = seed % 5 === 4;
  if (!whileOpening) await once(child.stdout!, 'data');
  await new Promise((resolve) => {
    setTimeout(resolve, whileOpening ? 100 + Math.random() * 500 : Math.random() * 150);
  });
  child.kill('SIGKILL');
  return said;
}

describe('a program that is killed', () => {
  it.each([
    ['while it edits loses nothing that it has acknowledged', 'edits'],
    ['while it tags everybody, or takes that back, leaves all of it or nothing', 'bulk'],
    ['while it imports keeps whole imports, and nothing of the one it was at', 'imports'],
    ['while it erases leaves no trace of whom it has erased', 'erasures'],
  ] as const)('%s', { timeout: LONG_MS }, async (_, work) => {
    const dir = temporaryFolder();
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAtWork(dir, work, kill);
      acknowledged += said.length;
      expectKept(dir, work, said);
    }
    expect(acknowledged).toBeGreaterThan(work === 'edits' ? KILLS : 0);
  });
});

describe('a device that is killed while it shows what is due', () => {
  /** A profile in which so many reminders fell due long ago. */
  function aProfileWith(purposes: readonly string[]): string {
    const dir = temporaryFolder();
    const { store } = openForWriting(dir, 'Robin');
    write(store, { code: 'test' }, (tx) => purposes.forEach((purpose) => void createReminder(tx, { purpose, due: '2026-01-15T09:00', zone: 'UTC' })));
    store.close();
    return dir;
  }

  /** What it showed until it died, or ended. */
  async function shownBy(dir: string, killAt: KillAt): Promise<Shown[]> {
    const child = spawn(process.execPath, [builtProgram('tests/support/scheduler-child.ts'), dir, killAt], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([errors, signal]).toEqual(['', killAt === 'never' ? null : 'SIGKILL']);
    return out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Shown);
  }

  const waiting = (dir: string): string[] => {
    let purposes: string[] = [];
    afterwards(dir, (store) => (purposes = inbox(store, 10).rows.map(({ reminder }) => reminder.purpose)));
    return purposes.sort();
  };

  it.each([
    ['before it is shown', [], [['call', 'write']]],
    // Rather twice than never.
    ['before it is recorded', [['call', 'write']], [['call', 'write']]],
    ['once it is recorded', [['call', 'write']], []],
  ] as const)('%s loses nothing of it', { timeout: LONG_MS }, async (killAt, first, second) => {
    const dir = aProfileWith(['call', 'write']);
    expect((await shownBy(dir, killAt)).map(({ shown }) => shown)).toEqual(first);
    expect(waiting(dir)).toEqual(['call', 'write']);
    expect((await shownBy(dir, 'never')).map(({ shown }) => shown)).toEqual(second);
    expect(await shownBy(dir, 'never')).toEqual([]);
    expect(waiting(dir)).toEqual(['call', 'write']);
  });

  it('again and again shows all of many at last, as one summary', { timeout: LONG_MS }, async () => {
    const dir = aProfileWith(Array.from({ length: 40 }, (_, n) => String(n)));
    for (const killAt of ['before it is shown', 'before it is shown', 'before it is recorded'] as const) {
      expect((await shownBy(dir, killAt)).map(({ total }) => total)).toEqual(killAt === 'before it is shown' ? [] : [40]);
    }
    expect((await shownBy(dir, 'never')).map(({ total }) => total)).toEqual([40]);
    expect(await shownBy(dir, 'never')).toEqual([]);
  });
});

describe('a second program on a profile', () => {
  it('may not write while the first does, may read beside it, and may write when that was killed', async () => {
    const dir = temporaryFolder();
    const { child, said } = startWriter(dir, 'imports', 0);
    await once(child.stdout!, 'data');
    expect(() => openProfile(dir, 'another', 0)).toThrow(/^Kith in a test \(process \d+ on .*\) has the profile/);
    const reader = openReader(join(dir, 'kith.sqlite'), fakePorts(1));
    const count = (): number => reader.prepare('SELECT count(*) AS n FROM contacts').get()!.n;
    await vi.waitUntil(() => count() > GROUP, { timeout: 15_000 });
    expect(() => reader.sql.exec("UPDATE contacts SET name = ''")).toThrow('readonly');
    reader.close();
    child.kill('SIGKILL');
    await said;
    afterwards(dir, (store) => expect(store.prepare('SELECT count(*) AS n FROM contacts').get()!.n).toBeGreaterThan(GROUP));
  });
});

describe('an error in the writing worker that nobody caught', () => {
  it('ends writing with a word that says so, lets reading go on, and loses nothing', async () => {
    const dir = temporaryFolder();
    const program = startProgram(builtProgram('tests/support/app-child.ts'), [dir], { NODE_OPTIONS: `--import=${new URL('../support/fail-in-writer.ts', import.meta.url).href}` });
    expect(await program.ended, program.errors()).toBe(0);
    const lines = program.out().trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const id = lines[0]!['added'];
    expect(lines.slice(1)).toEqual([{ refused: 'closed' }, { refused: 'closed' }, { read: 'Ada Lovelace' }, { logged: ['writer-died'] }]);
    afterwards(dir, (store) => expect(contact(store, { id: String(id) })).toMatchObject({ name: 'Ada Lovelace' }));
  });
});

describe('the next start', () => {
  const log = (): void => undefined;

  it('carries an erasure through that was cut short', async () => {
    const dir = temporaryFolder();
    const { store } = openForWriting(dir, 'Robin');
    const { result: id } = write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'zqcanaryqz' }));
    write(store, { code: 'test' }, (tx) => void purgeContact(tx, id));
    store.close();
    expect(holders(dir, 'canaryqz')).not.toEqual([]);
    const app = await openApp(dir, { log });
    await app.close();
    expect(holders(dir, 'canaryqz')).toEqual([]);
  });

  it('sorts names anew that another version of the rules has sorted', async () => {
    const dir = temporaryFolder();
    const before = openStore(join(dir, 'kith.sqlite'), { ...systemPorts, icu: 'of last year' });
    write(before, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada' }));
    before.sql.exec("UPDATE contacts SET sortKey = 'of last year'");
    before.close();
    const app = await openApp(dir, { log });
    const reader = openReader(join(dir, 'kith.sqlite'), systemPorts);
    await vi.waitUntil(() => !staleDerivations(reader).names, { timeout: 10_000 });
    expect(reader.prepare('SELECT sortKey FROM contacts').get()!['sortKey']).not.toBe('of last year');
    reader.close();
    await app.close();
  });
});
