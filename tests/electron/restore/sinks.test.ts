import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { databaseSink } from '../../../electron/restore/sinks.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { openIn } from '../../support/open-files.ts';
import { aProfile } from '../../support/restored-profiles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const keys = keysOf(Buffer.alloc(32, 7));
/** Where a database says how many bytes of each page are not its own. */
const RESERVED_AT = 20;

it.runIf(process.platform === 'linux').each([
  ['in clear', undefined, 0],
  ['encrypted as it comes', keys, 80],
  ['encrypted after it came', keys, 0],
] as const)('a database that is written %s and broken off leaves no file open', async (_how, given, reserved) => {
  const from = temporaryFolder();
  aProfile(from, 'Ada');
  const bytes = readFileSync(join(from, 'kith.sqlite'));
  bytes[RESERVED_AT] = reserved;
  const dir = temporaryFolder();
  for (const pieces of [0, 1, 2, 3]) {
    const sink = databaseSink(join(dir, `${pieces}.sqlite`), given);
    for (let piece = 0; piece < pieces; piece++) await sink.write(bytes.subarray(piece * 8192, (piece + 1) * 8192));
    if (pieces === 3) expect(openIn(dir)).not.toEqual([]);
    await sink.abandon();
    expect(openIn(dir)).toEqual([]);
  }
});
