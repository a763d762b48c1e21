import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { idToBytes } from '../../core/ids.ts';
import { createContact } from '../../db/contact-writes.ts';
import { getDraft } from '../../db/drafts.ts';
import { inbox } from '../../db/fired.ts';
import { examine } from '../../db/doctor.ts';
import { purgeContact } from '../../db/purge.ts';
import { createReminder } from '../../db/reminders.ts';
import { staleDerivations } from '../../db/settings.ts';
import { type Store, openReader, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { openApp } from '../../electron/app.ts';
import type { FileStore } from '../../electron/files.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { startProgram } from '../support/program.ts';
import type { KillAt, Shown } from '../support/scheduler-said.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { GROUP, type Said, type Work } from '../support/writer-said.ts';

/** More of them in the long suite. */
const KILLS = Number(process.env['KITH_KILLS'] ?? 20);
const LONG_MS = 60_000 + KILLS * 10_000;

interface Writer {
  child: ChildProcess;
  /** Everything it said before it died. */
  said: Promise<Said[]>;
}

function startWriter(dir: string, work: Work, seed: number): Writer {
  const child = spawn(process.execPath, [new URL('../support/writer-child.ts', import.meta.url).pathname, dir, work, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Opens the profile as the next start does, looks, and closes it. */
function afterwards(dir: string, look: (store: Store, files: FileStore) => void): void {
  const profile = openProfile(dir, 'Kith in a test', 0);
  const { store, files } = openForWriting(dir, 'Robin');
  try {
    expect(store.prepare('SELECT count(*) AS n FROM batches WHERE open = 1').get()!.n).toBe(0);
    look(store, files);
    const steps = examine(store, files, { repair: false, isAlone: true, readsFile: true });
    for (let step = steps.next(); ; step = steps.next()) {
      if (!step.done) continue;
      // A file that came in and was not hung on anything yet is no damage.
      expect(step.value.findings.filter(({ code }) => code !== 'file-unnamed')).toEqual([]);
      break;
    }
  } finally {
    store.close();
    profile.release();
  }
}

const contact = (store: Store, said: { id: string }): Record<string, unknown> | undefined => store.prepare('SELECT * FROM contacts WHERE id = ?').get(idToBytes(said.id as never));
const roundOf = (text: unknown): number => Number(/^round (\d+)/.exec(String(text))?.[1] ?? 0);
const tagged = (store: Store, tag: string): number => store.prepare('SELECT count(*) AS n FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE t.name = ? AND x.hidden = 0').get(tag)!.n;

describe('a program that is killed', () => {
  it('while it edits loses nothing that it has acknowledged', { timeout: LONG_MS }, async () => {
    const dir = temporaryFolder();
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAtWork(dir, 'edits', kill);
      acknowledged += said.length;
      afterwards(dir, (store, files) => {
        const last = new Map<string, Said>();
        for (const one of said) if ('id' in one && (one.done === 'removed' || one.done === 'restored')) last.set(one.id, one);
        for (const one of said) {
          if (one.done === 'added') expect(contact(store, one)).toMatchObject({ name: one.name });
          if (one.done === 'status') expect(roundOf(contact(store, one)!['status'])).toBeGreaterThanOrEqual(one.round);
          if (one.done === 'body') {
            expect(roundOf(store.prepare('SELECT body FROM entries WHERE id = ?').get(idToBytes(one.id))!['body'])).toBeGreaterThanOrEqual(one.round);
            expect(createHash('sha256').update(readFileSync(files.path(one.file))).digest('hex')).toBe(one.file);
          }
          if (one.done === 'draft') expect(roundOf(getDraft(store, 'note:here')?.text)).toBeGreaterThanOrEqual(one.round);
        }
        // The very last may be restored though nobody was told so any more.
        for (const one of last.values()) if (one.done === 'restored') expect(contact(store, one as { id: string } & Said)!['hidden']).toBe(0);
        // What one transaction writes is there together or not at all.
        expect(store.prepare("SELECT count(*) AS n FROM facts WHERE hidden = 0 AND text LIKE '% of two' GROUP BY contactId HAVING count(*) <> 2").get()).toBeUndefined();
      });
    }
    expect(acknowledged).toBeGreaterThan(KILLS);
  });

  it('while it tags everybody, or takes that back, leaves all of it or nothing', { timeout: LONG_MS }, async () => {
    const dir = temporaryFolder();
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAtWork(dir, 'bulk', kill);
      afterwards(dir, (store) => {
        const everybody = store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n;
        const last = new Map(said.flatMap((one): [string, Said['done']][] => (one.done === 'tagged' || one.done === 'untagged' ? [[one.tag, one.done]] : [])));
        for (const [tag, done] of last) expect([done === 'tagged' ? GROUP : 0, 0]).toContain(tagged(store, tag));
        for (const [tag, done] of [...last].slice(0, -1)) expect(tagged(store, tag)).toBe(done === 'tagged' ? GROUP : 0);
        for (const { name } of store.prepare("SELECT DISTINCT name FROM tags WHERE name LIKE 'tag %'").all() as unknown as { name: string }[]) expect([0, everybody]).toContain(tagged(store, name));
      });
    }
  });

  it('while it imports keeps whole imports, and nothing of the one it was at', { timeout: LONG_MS }, async () => {
    const dir = temporaryFolder();
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAtWork(dir, 'imports', kill);
      afterwards(dir, (store) => {
        const counts = new Map(store.prepare("SELECT source, count(*) AS n FROM contacts WHERE hidden = 0 AND source <> '' GROUP BY source").all().map((row) => [row['source'] as string, row.n]));
        for (const count of counts.values()) expect(count).toBe(GROUP);
        for (const one of said) if (one.done === 'imported') expect(counts.get(one.source)).toBe(GROUP);
        expect(store.prepare("SELECT count(*) AS n FROM contacts WHERE hidden = 0 AND kind = 'organisation'").get()!.n).toBe(counts.size);
      });
    }
  });

  it('while it erases leaves no trace of whom it has erased', { timeout: LONG_MS }, async () => {
    const dir = temporaryFolder();
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killedAtWork(dir, 'erasures', kill);
      afterwards(dir, () => undefined);
      for (const one of said) if (one.done === 'erased' || one.done === 'forgotten') expect(holders(dir, one.mark)).toEqual([]);
    }
  });
});

/** The files of a folder that hold a text. */
function holders(dir: string, text: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? holders(path, text) : readFileSync(path).includes(text) ? [path] : [];
  });
}

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
    const child = spawn(process.execPath, [new URL('../support/scheduler-child.ts', import.meta.url).pathname, dir, killAt], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    const program = startProgram('tests/support/app-child.ts', [dir], { NODE_OPTIONS: `--import=${new URL('../support/fail-in-writer.ts', import.meta.url).href}` });
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
