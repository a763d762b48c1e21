// Whatever happens to the bytes of a database: it opens and is in order, or Kith says that it is not, and builds one
// of what can be read that is.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rebuilt } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import { examine } from '../../db/doctor.ts';
import { ensureMember, loadLocale } from '../../db/settings.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { openFiles } from '../../electron/files.ts';
import { buildAnew } from '../../electron/gate/build-anew.ts';
import { troubleOf } from '../../electron/gate/trouble.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { seed } from '../../electron/seed.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { fakePorts } from '../support/stores.ts';
import { withoutIndex } from '../support/without-index.ts';

/** Of each kind; 500 in the long suite. */
const RUNS = Number(process.env['KITH_DAMAGE'] ?? (process.env['KITH_LONG'] ? 500 : 6));
/** One run alone, by the number that a failure tells; `-t` chooses the kind. */
const ONE = process.env['KITH_DAMAGE_RUN'];
const NUMBERS = ONE === undefined ? Array.from({ length: RUNS }, (_, run) => run) : [Number(ONE)];
const PAGE = 4096;

let dir: string;
let whole: Buffer;
let contacts: number;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kith-damage-'));
  // The same bytes every time: what a run meets can be looked at again.
  const store = openStore(join(dir, 'kith.sqlite'), { ...fakePorts(3), icu: systemPorts.icu });
  loadLocale(store);
  write(store, { code: 'profile.started' }, (tx) => {
    ensureMember(tx, 'Robin');
    tx.makeFinal();
  });
  for (const _ of seed(store, { contacts: 60, entries: 150, reminders: 20, seed: 3 })) continue;
  contacts = store.prepare('SELECT count(*) AS n FROM contacts').get()!.n;
  store.close();
  whole = readFileSync(join(dir, 'kith.sqlite'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The same numbers for the same seed. Source: mulberry32, Tommy Ettinger. */
function randomOf(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Damage = (bytes: Buffer, random: (below: number) => number) => Buffer;

const KINDS: Record<string, Damage> = {
  'a flipped bit': (bytes, random) => {
    bytes[random(bytes.length)]! ^= 1 << random(8);
    return bytes;
  },
  'a run of other bytes': (bytes, random) => {
    const at = random(bytes.length - 600);
    for (let i = 0; i < 1 + random(600); i++) bytes[at + i] = random(256);
    return bytes;
  },
  'pages of zeros': (bytes, random) => {
    const at = random(bytes.length / PAGE) * PAGE;
    return bytes.fill(0, at, Math.min(bytes.length, at + PAGE * (1 + random(3))));
  },
  'an end that is missing': (bytes, random) => bytes.subarray(0, 1 + random(bytes.length - 1)),
  'pages in each other\'s place': (bytes, random) => {
    const [one, other] = [random(bytes.length / PAGE) * PAGE, random(bytes.length / PAGE) * PAGE];
    const kept = Buffer.from(bytes.subarray(one, one + PAGE));
    bytes.copy(bytes, one, other, other + PAGE);
    kept.copy(bytes, other);
    return bytes;
  },
};

/** Undefined where the database opens and everything in it is in order. */
function troubleIn(profileDir: string): string | undefined {
  try {
    const { store, files } = openForWriting(profileDir, '');
    try {
      const steps = examine(store, files, { repair: false, isAlone: false, readsFile: true });
      let step = steps.next();
      while (!step.done) step = steps.next();
      return step.value.ok ? undefined : step.value.findings.map(({ code }) => code).join(' ');
    } finally {
      store.close();
    }
  } catch (error) {
    return troubleOf(error, 'start', { profileDir, home: '' }).kind;
  }
}

/** Undefined where nothing at all could be read. */
function rebuiltFrom(profileDir: string): Rebuilt | undefined {
  const workshop = join(profileDir, 'rebuilding');
  mkdirSync(workshop, { recursive: true });
  try {
    return buildAnew({ database: join(profileDir, 'kith.sqlite'), profileDir, workshop, rebuilt: join(workshop, 'rebuilt.sqlite') }, () => undefined, () => 0);
  } catch (error) {
    if (error instanceof CallError && error.code === 'nothing-to-rebuild') return undefined;
    throw error;
  }
}

describe('a database with', () => {
  it.each(Object.entries(KINDS))('%s opens whole, or is known to be damaged and built anew', { timeout: 60_000 + RUNS * 5_000 }, (kind, damage) => {
    const seen = { whole: 0, mended: 0, salvaged: 0, nothing: 0 };
    for (const run of NUMBERS) {
      const profileDir = mkdtempSync(join(dir, 'profile-'));
      const spoilt = damage(Buffer.from(whole), randomOf(run * 7919 + kind.length));
      writeFileSync(join(profileDir, 'kith.sqlite'), spoilt);
      const trouble = troubleIn(profileDir);
      if (trouble === undefined) seen.whole++;
      else {
        // What a start has changed before it met the damage is not what is measured.
        for (const end of ['', '-wal', '-shm']) rmSync(join(profileDir, `kith.sqlite${end}`), { force: true });
        writeFileSync(join(profileDir, 'kith.sqlite'), spoilt);
        const rebuilt = rebuiltFrom(profileDir);
        if (!rebuilt) seen.nothing++;
        else {
          seen[rebuilt.how]++;
          expectInOrder(profileDir, rebuilt, `${kind}, run ${run}, ${trouble}`);
        }
      }
      rmSync(profileDir, { recursive: true, force: true });
    }
    expect(seen.whole + seen.mended + seen.salvaged + seen.nothing).toBe(NUMBERS.length);
    // Only a file that was cut off near its beginning has nothing in it.
    expect(seen.nothing).toBeLessThanOrEqual(kind === 'an end that is missing' ? Math.max(1, NUMBERS.length / 4) : 0);
  });
});

it('a line of the log that nobody wrote is taken out and told, where it is only the index that does not fit to it', () => {
  const profileDir = mkdtempSync(join(dir, 'profile-'));
  const database = join(profileDir, 'kith.sqlite');
  writeFileSync(database, whole);
  withoutIndex(database, 'changesByCommit', (sql) => sql.exec('UPDATE changes SET commitN = 9999, tableNo = 108 WHERE n = 20; UPDATE changes SET commitN = 9999 WHERE n = 30'));
  expect(troubleIn(profileDir)).toBe('damaged');
  const rebuilt = rebuiltFrom(profileDir)!;
  const { saved, of } = rebuilt.tables.find(({ table }) => table === 'changes')!;
  expect([rebuilt.how, of! - saved]).toEqual(['mended', 2]);
  expectInOrder(profileDir, rebuilt, 'mended');
});

function expectInOrder(profileDir: string, rebuilt: Rebuilt, what: string): void {
  const store = openStore(join(profileDir, 'rebuilding', 'rebuilt.sqlite'), systemPorts);
  const steps = examine(store, openFiles(profileDir), { repair: false, isAlone: false, readsFile: true });
  let step = steps.next();
  while (!step.done) step = steps.next();
  // What refers to a row that is lost still does, and says so.
  expect(step.value.findings.filter(({ code }) => code !== 'reference-missing' && code !== 'same-tags'), what).toEqual([]);
  const told = rebuilt.tables.find(({ table }) => table === 'contacts')!;
  expect(store.prepare('SELECT count(*) AS n FROM contacts').get()!.n, what).toBe(told.saved);
  expect(told.saved, what).toBeLessThanOrEqual(contacts);
  if (told.of !== null) expect(told.of, what).toBeGreaterThanOrEqual(told.saved);
  store.close();
}
