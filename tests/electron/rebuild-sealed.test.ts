import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { buildAnew } from '../../electron/gate/build-anew.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const keys = keysOf(new Uint8Array(32).fill(7));
const PEOPLE = 300;

it.each([
  ['a page in the middle', (bytes: Buffer) => bytes.fill(0, 40 * 4096, 41 * 4096), true],
  ['its salt', (bytes: Buffer) => bytes.fill(0xee, 0, 16), false],
  ['its first page', (bytes: Buffer) => bytes.fill(0xee, 0, 4096), false],
])('an encrypted database that lost %s is read page by page, and built anew under the same key', (_, spoil, isShort) => {
  const dir = temporaryFolder();
  const database = join(dir, 'kith.sqlite');
  const store = openStore(database, systemPorts, undefined, keys.database);
  write(store, { code: 'test' }, (tx) => {
    for (let i = 0; i < PEOPLE; i++) createContact(tx, { kind: 'person', fullName: `Canary ${i}`, emails: [{ address: `c${i}@x.example` }] });
  });
  store.close();
  writeFileSync(database, spoil(readFileSync(database)));
  const workshop = join(dir, 'rebuilding');
  mkdirSync(workshop);
  const rebuilt = join(workshop, 'rebuilt.sqlite');
  const told = buildAnew({ database, profileDir: dir, workshop, rebuilt, keys }, () => undefined, () => 0);
  expect(told.how).toBe('salvaged');
  expect(readFileSync(rebuilt).includes('Canary')).toBe(false);
  const again = openStore(rebuilt, systemPorts, undefined, keys.database);
  const count = again.prepare('SELECT count(*) AS n FROM contacts').get()!.n;
  expect(count).toBe(told.tables.find(({ table }) => table === 'contacts')!.saved);
  expect(count).toBeGreaterThan(PEOPLE - 40);
  if (!isShort) expect(count).toBe(PEOPLE);
  again.close();
});
