import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { IDENTITY, aProfile, backedUp, digestOf } from '../../support/restored-profiles.ts';

function kith(words: readonly string[], input = ''): { code: number | null; answer: Record<string, never> & { error?: { code: string }; rows?: { name: string }[] }; said: string } {
  const ran = spawnSync(process.execPath, [builtProgram('electron/cli.ts'), ...words, '--json'], { encoding: 'utf8', input });
  return { code: ran.status, answer: JSON.parse(ran.stdout || '{}'), said: ran.stdout + ran.stderr };
}

it('a backup is listed, restored into a new folder and in place, and refused in words', { timeout: 300_000 }, async () => {
  const dir = temporaryFolder();
  aProfile(dir, 'Ada');
  const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
  const keyFile = join(temporaryFolder(), 'key');
  writeFileSync(keyFile, `# created: today\n${IDENTITY}\n`);
  const key = ['--key-file', keyFile];

  expect(kith(['restore', '--list', path, ...key]).answer).toMatchObject({ madeAt: '2026-03-01T12:00:00.000Z', counts: { person: 1, entry: 1 }, attachments: 1 });
  expect(kith(['restore', path, ...key]).code).toBe(2);
  expect(kith(['restore', '--list', path]).answer.error?.code).toBe('key-needed');

  const to = join(temporaryFolder(), 'new');
  expect(kith(['restore', path, '--to', to, ...key]).answer).toMatchObject({ before: 'none', profile: to });
  expect(kith(['query', 'contacts', '--profile', to]).answer.rows).toMatchObject([{ name: 'Ada' }]);
  expect(kith(['restore', path, '--to', to, ...key]).answer.error?.code).toBe('folder-not-empty');

  const wrong = join(temporaryFolder(), 'wrong');
  writeFileSync(wrong, 'AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU');
  const nowhere = join(temporaryFolder(), 'nowhere');
  const refused = kith(['restore', path, '--to', nowhere, '--key-file', wrong]);
  expect(refused.answer.error?.code).toBe('wrong-key');
  expect(refused.said).not.toContain('184JMZ');
  expect(existsSync(nowhere)).toBe(false);
  const before = digestOf(dir);
  expect(kith(['restore', path, '--in-place', '--key-file', wrong, '--profile', dir]).answer.error?.code).toBe('wrong-key');
  expect(digestOf(dir)).toBe(before);

  expect(kith(['seed', '--contacts', '3', '--entries', '0', '--reminders', '0', '--profile', dir]).code).toBe(0);
  expect(kith(['restore', path, '--in-place', ...key, '--profile', dir]).answer).toMatchObject({ before: 'safety-copy' });
  expect(kith(['query', 'contacts', '--profile', dir]).answer.rows).toMatchObject([{ name: 'Ada' }]);
  expect(kith(['backup', 'drill', ...key, '--profile', dir]).answer.error?.code).toBe('no-destination');
  for (const name of readdirSync(dir)) if (/\.(log|json)$/.test(name)) expect(readFileSync(join(dir, name), 'utf8')).not.toContain(IDENTITY.slice(20));
});

it('what is no backup is said to be none, by a key and by a passphrase', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'passphrase'), 'correct horse battery\n');
  writeFileSync(join(folder, 'key'), `${IDENTITY}\n`);
  writeFileSync(join(folder, 'deals.csv'), 'Title,Stage\r\nPergola,Enquiry\r\n');
  writeFileSync(join(folder, 'empty'), '');
  const secrets = [['--passphrase-file', join(folder, 'passphrase')], ['--key-file', join(folder, 'key')]];
  for (const file of ['deals.csv', 'empty', '.'])
    for (const secret of secrets) {
      const { code, answer } = kith(['restore', join(folder, file), '--to', join(folder, 'new'), ...secret]);
      expect({ file, code, error: answer.error }).toEqual({ file, code: 1, error: { code: 'not-a-backup', message: 'This file is not a backup of Kith.' } });
    }
  expect(existsSync(join(folder, 'new'))).toBe(false);
  // Half a first line is one that was cut short.
  writeFileSync(join(folder, 'half'), 'age-encryption.org');
  expect(kith(['restore', join(folder, 'half'), '--to', join(folder, 'new'), ...secrets[0]!]).answer.error?.code).not.toBe('not-a-backup');
});
