import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createContact } from '../../../db/contact-writes.ts';
import { openReader, openStore } from '../../../db/store.ts';
import { write } from '../../../db/write.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openProfile } from '../../../electron/profile.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { writeVault } from '../../../electron/vault/vault-file.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { filesWith, PASSPHRASE, testVault } from '../../support/vaults.ts';

const CANARY = 'Zaunkoenigin-4711';

/** A new profile that is encrypted from the first byte. */
async function anEncryptedProfile(dir = temporaryFolder()) {
  const secret = randomBytes(32);
  writeVault(dir, await testVault(secret));
  return { dir, keys: keysOf(secret) };
}

async function atWork(dir: string) {
  const child = spawn(process.execPath, [builtProgram('tests/support/canary-child.ts'), dir, CANARY, PASSPHRASE], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer];
  expect([String(said), errors]).toEqual(['ready\n', '']);
  return child;
}

/** What a process has open that has no name any longer, such as temporary files of SQLite. */
function namelessFiles(pid: number): Buffer[] {
  const folder = `/proc/${pid}/fd`;
  return (existsSync(folder) ? readdirSync(folder) : []).flatMap((fd) => {
    try {
      return readlinkSync(join(folder, fd)).includes('(deleted)') ? [readFileSync(join(folder, fd))] : [];
    } catch {
      // Closed between the two looks.
      return [];
    }
  });
}

it('nothing that people wrote lies in clear in any file of an encrypted profile: open, killed, and closed', { timeout: 240_000 }, async () => {
  const { dir } = await anEncryptedProfile();
  const child = await atWork(dir);
  expect(readdirSync(join(dir, 'uploads')).length).toBeGreaterThan(0);
  expect(existsSync(join(dir, 'kith.sqlite-wal'))).toBe(true);
  expect(filesWith(dir, CANARY)).toEqual([]);
  if (process.platform === 'linux') expect(namelessFiles(child.pid!).filter((bytes) => bytes.includes(CANARY))).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(filesWith(dir, CANARY)).toEqual([]);

  const second = await atWork(dir);
  second.stdin.write('close\n');
  await vi.waitFor(() => expect(second.exitCode).toBe(0), { timeout: 120_000 });
  expect(filesWith(dir, CANARY)).toEqual([]);
});

it('the same look finds them all in a profile that is not encrypted', async () => {
  const dir = temporaryFolder();
  const profile = openProfile(dir, 'Kith in a test', 0);
  const { store, files } = openForWriting(dir, 'Robin');
  write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: CANARY }));
  files.keep(new TextEncoder().encode(CANARY));
  store.close();
  profile.release();
  expect(filesWith(dir, CANARY)).toHaveLength(2);
});

it.runIf(process.platform === 'linux')('is not in clear in the temporary file of a database that is written anew', { timeout: 120_000 }, async () => {
  const isSeen = async (key: readonly string[]) => {
    const child = spawn(process.execPath, [builtProgram('tests/support/forget-child.ts'), temporaryFolder(), CANARY, ...key], { stdio: ['ignore', 'ignore', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let seen = false;
    // The file has no name: it is looked for again and again among what the process has open.
    await vi.waitFor(
      () => {
        if (child.exitCode === null) seen ||= namelessFiles(child.pid!).some((bytes) => bytes.includes(CANARY));
        expect(child.exitCode).toBe(0);
      },
      { timeout: 100_000, interval: 5 },
    );
    return seen;
  };
  expect(await isSeen([])).toBe(true);
  expect(await isSeen([randomBytes(32).toString('hex')])).toBe(false);
});

it('is refused without the key, and with another', async () => {
  const { dir, keys } = await anEncryptedProfile();
  const path = join(dir, 'kith.sqlite');
  openStore(path, systemPorts, undefined, keys.database).close();
  expect(() => openReader(path, systemPorts)).toThrow(expect.objectContaining({ code: 'not-a-database' }));
  expect(() => openReader(path, systemPorts, keysOf(randomBytes(32)).database)).toThrow(expect.objectContaining({ code: 'not-a-database' }));
  openReader(path, systemPorts, keys.database).close();
});
