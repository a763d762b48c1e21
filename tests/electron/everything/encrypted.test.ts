import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digests } from '../../../db/digest.ts';
import { openReader } from '../../../db/store.ts';
import { exportEverything } from '../../../electron/export/everything/task.ts';
import { importEverything } from '../../../electron/import/everything/run.ts';
import { openSource } from '../../../electron/import/everything/open-source.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { NO_SIGNAL, fillProfile } from '../../support/everything.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('goes from one encrypted profile into another, and nothing of it lies in either of them in clear', async () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  const [fromKeys, toKeys] = [keysOf(Buffer.alloc(32, 1)), keysOf(Buffer.alloc(32, 2))];
  const { store, files } = openForWriting(from, 'Robin', fromKeys);
  fillProfile({ store, files });
  const { hash } = await exportEverything({ profileDir: from, keys: fromKeys, version: '0' }, new AbortController().signal, () => undefined);
  const outside = join(temporaryFolder(), 'all.zip');
  writeFileSync(outside, Buffer.concat([...files.pieces(hash)]));

  const empty = openForWriting(to, 'Sam', toKeys);
  const source = openSource(outside)!;
  await importEverything({ ...empty, profileDir: to, keys: toKeys }, source, false, NO_SIGNAL, () => undefined);
  source.close();
  const copy = openReader(join(to, 'kith.sqlite'), systemPorts, toKeys.database);
  expect(digests(copy)).toEqual(digests(store));
  copy.close();
  store.close();
  for (const dir of [from, to]) expect(filesWith(dir, ['ada@example.org', 'Pergola', 'kith.json', 'a photo'])).toEqual([]);
});

/** Files below a folder that have one of these words in clear. */
function filesWith(dir: string, words: readonly string[]): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dir, name)).isFile());
  expect(names.length).toBeGreaterThan(4);
  return names.filter((name) => words.some((word) => readFileSync(join(dir, name)).includes(word)));
}
