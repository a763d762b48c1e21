import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digests } from '../../../db/digest.ts';
import { lookAt } from '../../support/everything.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function kith(profileDir: string, ...words: string[]): { code: number | null; answer: Record<string, unknown> & { error?: { code: string } } } {
  const ran = spawnSync(process.execPath, [builtProgram('electron/cli.ts'), ...words, '--profile', profileDir, '--json'], { encoding: 'utf8' });
  return { code: ran.status, answer: JSON.parse(ran.stdout || '{}') as { error?: { code: string } } };
}

it('the terminal takes everything out, and into an empty profile, and into no other', { timeout: 180_000 }, () => {
  const [from, to, away] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  kith(from, 'seed', '--contacts', '5', '--entries', '20', '--reminders', '2');
  const zip = join(away, 'all.zip');
  expect(kith(from, 'export', '--everything', zip)).toMatchObject({ code: 0, answer: { path: zip, contacts: 5, files: 0 } });
  expect(kith(from, 'export', '--everything', join(away, 'all')).code).toBe(0);
  expect(existsSync(join(away, 'all', 'csv', 'people.csv'))).toBe(true);
  expect(kith(from, 'export', '--everything', zip, '--format', 'csv')).toMatchObject({ code: 2, answer: { error: { code: 'misused' } } });

  expect(kith(to, 'import', zip, '--map', zip)).toMatchObject({ code: 2, answer: { error: { code: 'misused' } } });
  expect(kith(to, 'import', zip, '--dry-run')).toMatchObject({ code: 0, answer: { contacts: 5 } });
  expect(kith(to, 'query', 'contacts').answer['rows']).toEqual([]);
  expect(kith(to, 'import', join(away, 'all'))).toMatchObject({ code: 0, answer: { contacts: 5 } });
  expect(lookAt(to, digests)).toEqual(lookAt(from, digests));
  expect(kith(to, 'import', zip)).toMatchObject({ code: 1, answer: { error: { code: 'profile-not-empty' } } });
  expect(kith(to, 'doctor').answer['ok']).toBe(true);
  expect(kith(to, 'import', join(away, 'all', 'csv')).answer.error?.code).toBe('not-everything');
});
