import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { extractBackup } from '../../../electron/backup/read.ts';
import { changeBackupState, readBackupState } from '../../../electron/backup/state.ts';
import { isStored, readList } from '../../../electron/backup/stored-files.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { MADE_AT, aBackedUpProfile, quietly } from '../../support/backups.ts';
import { builtProgram } from '../../support/program.ts';

/** More of them in the long suite. */
const KILLS = Number(process.env['KITH_KILLS'] ?? 8);
const DAY = 86_400_000;

describe('a backup that is killed', () => {
  it('leaves the ones before, none that is torn under a final name, and nothing after the next', { timeout: 60_000 + KILLS * 10_000 }, async () => {
    const profile = await aBackedUpProfile({ attachments: ['x'.repeat(200_000), 'y'.repeat(300_000)] });
    const folder = profile.folders[0]!;
    changeBackupState(profile.dir, (state) => void (state.rotation = { daily: 2, weekly: 0, monthly: 0 }));
    const backups = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.kith-backup'));
    await profile.run();
    let [day, unfinished, made] = [1, 0, 0];
    for (let kill = 0; kill < KILLS; kill++) {
      const before = backups();
      const said = await killedAtWork(profile.dir, MADE_AT + day * DAY, kill);
      day += 1 + said.length;
      made += said.length;
      unfinished += everything(folder).filter((name) => name.endsWith('.part')).length > 0 ? 1 : 0;
      // What was there stays until another took its place, and all that has a name is whole.
      expect(backups().length).toBeGreaterThanOrEqual(Math.min(before.length, 2));
      for (const name of said.slice(-1)) expect(backups()).toContain(name);
      for (const name of backups()) {
        await extractBackup(join(folder, name), { identity: profile.identity }, () => undefined, quietly);
        const needed = readList(folder, name)!;
        expect(needed.length).toBe(2);
        expect(needed.every((file) => isStored(folder, file))).toBe(true);
      }
      expect(readBackupState(profile.dir).profile).not.toBe('');
      if (kill % 5 === 4) {
        openForWriting(profile.dir, 'Robin').store.close();
        expect(readdirSync(profile.dir)).not.toContain('backup-copy');
      }
    }
    expect(unfinished).toBeGreaterThan(0);
    expect(await profile.run({ now: MADE_AT + (day + 1) * DAY })).toMatchObject([{ kind: 'made' }]);
    expect(everything(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(made).toBeGreaterThanOrEqual(0);
  });
});

/** Lets it work and kills it in one phase of its work after another. Gives the names of those that it made. */
async function killedAtWork(dir: string, first: number, kill: number): Promise<string[]> {
  const child = spawn(process.execPath, [builtProgram('tests/support/backup-child.ts'), dir, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const phase = ['copying', 'storing', 'writing', 'verifying', 'made'][kill % 5]!;
  let [out, errors] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    // Every attachment is there after the first time, so that nothing is stored.
    if (out.includes(phase === 'storing' ? 'copying' : phase)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
  });
  await once(child, 'close');
  expect(errors).toBe('');
  return out.split('\n').flatMap((line) => (line.startsWith('made ') ? [line.slice(5)] : []));
}

function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
