import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVault, writeVault } from '../../../electron/vault/vault-file.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PASSPHRASE, testVault } from '../../support/vaults.ts';

function kith(dir: string, words: readonly string[], input = ''): { code: number | null; answer: { error?: { code: string }; rows?: { name: string }[]; ok?: boolean } } {
  const ran = spawnSync(process.execPath, [builtProgram('electron/cli.ts'), ...words, '--profile', dir, '--json'], { encoding: 'utf8', input });
  return { code: ran.status, answer: JSON.parse(ran.stdout || '{}') };
}

it('an encrypted profile is opened in the terminal by a file or by standard input, and by nothing else', { timeout: 120_000 }, async () => {
  const dir = temporaryFolder();
  writeVault(dir, await testVault(randomBytes(32)));
  const file = join(temporaryFolder(), 'passphrase');
  writeFileSync(file, `${PASSPHRASE}\n`);
  const vault = readVault(dir);

  expect(kith(dir, ['seed', '--contacts', '3', '--entries', '0', '--reminders', '0', '--passphrase-file', file]).code).toBe(0);
  expect(kith(dir, ['query', 'contacts', '--passphrase-file', '-'], PASSPHRASE).answer.rows).toHaveLength(3);
  expect(kith(dir, ['query', 'contacts']).answer.error?.code).toBe('locked');
  expect(kith(dir, ['query', 'contacts', '--passphrase-file', '-'], 'another').answer.error?.code).toBe('wrong-passphrase');
  expect(kith(dir, ['query', 'contacts', '--passphrase-file', `${file}-not`]).answer.error?.code).toBe('no-such-file');
  expect(kith(dir, ['doctor', '--passphrase-file', file]).answer.ok).toBe(true);
  // Without the key the database looks like none: it must not be mended.
  expect(kith(dir, ['doctor', '--repair']).answer.error?.code).toBe('locked');
  expect(readVault(dir)).toEqual(vault);
  expect(kith(dir, ['query', 'contacts', '--passphrase-file', file]).answer.rows).toHaveLength(3);
});
