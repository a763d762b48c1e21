import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../../electron/cli.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

afterEach(() => void vi.restoreAllMocks());

function aProfile(): string {
  const dir = temporaryFolder();
  openForWriting(dir, 'Robin').store.close();
  return dir;
}

async function kith(...words: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  for (const channel of ['log', 'error'] as const) vi.spyOn(console, channel).mockImplementation((line: unknown) => void said.push(String(line)));
  return { code: await main(words), said: said.join('\n') };
}

function aPassphrase(folder: string): string[] {
  writeFileSync(join(folder, 'pw'), 'correct horse battery\n');
  return ['--passphrase-file', join(folder, 'pw')];
}

it.each([
  ['backup', ['backup', '--to'], 'b.kith-backup'],
  ['an export of everything as a file', ['export', '--everything'], 'all.zip'],
  ['an export of everything as a folder', ['export', '--everything'], 'all'],
  ['an export of deals', ['export', '--deals', '--format', 'csv', '--out'], 'deals.csv'],
  ['an export of contacts', ['export', '--format', 'vcard', '--out'], 'all.vcf'],
  ['an export of the calendar', ['export', '--format', 'ics', '--out'], 'all.ics'],
])('%s says which folder is not there', async (_what, words, name) => {
  const away = temporaryFolder();
  const key = words[0] === 'backup' ? aPassphrase(away) : [];
  const none = join(away, 'none');
  expect(await kith(...words, join(none, name), ...key, '--profile', aProfile())).toEqual({ code: 1, said: `There is no folder "${none}". Make it first, or name another.` });
  // A file is no folder either.
  const file = join(away, 'file');
  writeFileSync(file, '');
  expect((await kith(...words, join(file, 'in', name), ...key, '--profile', aProfile())).said).toBe(`There is no folder "${join(file, 'in')}". Make it first, or name another.`);
});

it('an export into a folder asks for a file in it', async () => {
  const away = temporaryFolder();
  expect(await kith('export', '--format', 'csv', '--out', away, '--profile', aProfile())).toEqual({ code: 1, said: `"${away}" is a folder. Name a file in it.` });
});

it('a backup gets its ending where it has none, and takes the place of nothing', async () => {
  const [dir, away] = [aProfile(), temporaryFolder()];
  const key = aPassphrase(away);
  expect((await kith('backup', '--to', join(away, 'mine'), ...key, '--profile', dir)).code).toBe(0);
  expect(readdirSync(away).toSorted()).toEqual(['mine.kith-backup', 'pw']);
  expect(await kith('backup', '--to', join(away, 'mine'), ...key, '--profile', dir)).toEqual({ code: 1, said: 'mine.kith-backup is there already. Choose another name.' });
  expect((await kith('backup', '--to', join(away, 'pw'), ...key, '--profile', dir)).said).toBe('pw is there already. Choose another name.');
  // A slash at its end says that a folder is meant.
  expect((await kith('backup', '--to', `${join(away, 'folder')}/`, ...key, '--profile', dir)).said).toBe(`There is no folder "${join(away, 'folder')}". Make it first, or name another.`);
  mkdirSync(join(away, 'folder'));
  expect((await kith('backup', '--to', `${join(away, 'folder')}/`, ...key, '--profile', dir)).code).toBe(0);
  expect(existsSync(join(away, 'folder', readdirSync(join(away, 'folder'))[0]!))).toBe(true);
});

it('a query that finds nothing prints nothing', async () => {
  expect(await kith('query', 'deals', '--profile', aProfile())).toEqual({ code: 0, said: '' });
  vi.restoreAllMocks();
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await main(['query', 'views', '--profile', aProfile()]);
  expect(log).not.toHaveBeenCalled();
});
