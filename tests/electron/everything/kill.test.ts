import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digests } from '../../../db/digest.ts';
import { openReader } from '../../../db/store.ts';
import { importEverything } from '../../../electron/import/everything/run.ts';
import { openSource } from '../../../electron/import/everything/open-source.ts';
import { openFiles } from '../../../electron/files.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openProfile } from '../../../electron/profile.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { NO_SIGNAL, anExport } from '../../support/everything.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SECRET = Buffer.alloc(32, 5).toString('hex');
let made: Awaited<ReturnType<typeof anExport>>;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  made = await anExport(dir, '1.2.3');
  return () => rmSync(dir, { recursive: true });
});

describe('an import of everything that was killed', { timeout: 120_000 }, () => {
  it.each([['0'], ['1'], ['3'], ['last'], ['last', SECRET]])('leaves nothing behind at the next start: %s %s', async (at, secret?: string) => {
    const dir = temporaryFolder();
    const keys = secret === undefined ? undefined : keysOf(new Uint8Array(Buffer.from(secret, 'hex')));
    const child = spawnSync(process.execPath, [builtProgram('tests/support/everything-child.ts'), dir, made.folder, at, ...(secret === undefined ? [] : [secret])], { encoding: 'utf8' });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    expect(readdirSync(join(dir, 'importing'))).toContain('kith.sqlite');
    if (at === 'last') expect(bytesOf(join(dir, 'importing', 'files'))).toBeGreaterThan(0);

    const profile = openProfile(dir, 'a test', 0);
    expect(readdirSync(dir)).not.toContain('importing');
    const { store, files } = openForWriting(dir, 'Sam', keys);
    expect(store.prepare('SELECT count(*) AS n FROM contacts').get()!.n).toBe(0);
    expect(files.list()).toEqual([]);
    // And the next one takes all of it.
    await importEverything({ store, files, profileDir: dir, keys }, openSource(made.folder)!, false, NO_SIGNAL, () => undefined);
    profile.release();
    const copy = openReader(join(dir, 'kith.sqlite'), systemPorts, keys?.database);
    expect(digests(copy)).toEqual(made.digests);
    copy.close();
    expect(openFiles(dir, keys).list().toSorted()).toEqual(made.files);
    expect(readdirSync(dir)).not.toContain('importing');
  });

  it('loses nothing that somebody else put there', () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'importing', 'mine'), { recursive: true });
    writeFileSync(join(dir, 'importing', 'mine', 'letter.txt'), 'Dear Ada');
    writeFileSync(join(dir, 'importing', 'kith.sqlite'), 'half of one');
    openProfile(dir, 'a test', 0).release();
    expect(readFileSync(join(dir, 'importing', 'mine', 'letter.txt'), 'utf8')).toBe('Dear Ada');
    expect(readdirSync(join(dir, 'importing'))).toEqual(['mine']);
  });
});

const bytesOf = (dir: string): number => readdirSync(dir, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + (statSync(join(dir, name)).isFile() ? statSync(join(dir, name)).size : 0), 0);
