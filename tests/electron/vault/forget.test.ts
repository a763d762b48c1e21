import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createContact, updateContact } from '../../../db/contact-writes.ts';
import { digests } from '../../../db/digest.ts';
import { forgetSteps, isForgetting, purgeContact } from '../../../db/purge.ts';
import { setPreference } from '../../../db/settings.ts';
import { type Store, openReader, openStore } from '../../../db/store.ts';
import { type Tx, write } from '../../../db/write.ts';
import { openApp } from '../../../electron/app.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openProfile } from '../../../electron/profile.ts';
import { forgetByFile } from '../../../electron/vault/forget-by-file.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { plainPages } from '../../../electron/vault/pages.ts';
import { writeVault } from '../../../electron/vault/vault-file.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PASSPHRASE, testVault } from '../../support/vaults.ts';

const CANARY = 'Zaunkoenigin-4711';

/** An encrypted profile in which people were removed for good whose pages were split before, as one that is too large for memory leaves it. */
async function aForgetfulProfile() {
  const dir = temporaryFolder();
  const secret = randomBytes(32);
  writeVault(dir, await testVault(secret));
  const keys = keysOf(secret);
  const { store, files } = openForWriting(dir, 'Robin', keys);
  const act = <T>(change: (tx: Tx) => T): T => write(store, { code: 'test' }, change).result;
  const people = Array.from({ length: 300 }, (_, i) => act((tx) => createContact(tx, { kind: 'person', fullName: i % 4 === 2 ? `${CANARY} Long${i}` : `Plain Name${i}` })));
  for (let i = 0; i < 300; i++) act((tx) => updateContact(tx, people[(i * 3) % 300]!, { status: 's'.repeat(30 + ((i * 53) % 400)) }));
  act((tx) => people.filter((_, i) => i % 4 === 2).forEach((id) => void purgeContact(tx, id)));
  for (const _ of forgetSteps(store, files, 1)) continue;
  expect(isForgetting(store)).toBe(true);
  const before = digests(store);
  store.close();
  return { dir, keys, before };
}

/** How many pages hold it still, for whoever has the key. */
const traces = (dir: string, key: Uint8Array): number => [...plainPages(join(dir, 'kith.sqlite'), key)].filter((pages) => Buffer.from(pages).includes(CANARY)).length;

function looking<T>(dir: string, key: Uint8Array, look: (store: Store) => T): T {
  const store = openReader(join(dir, 'kith.sqlite'), systemPorts, key);
  try {
    return look(store);
  } finally {
    store.close();
  }
}

const beside = (dir: string): string[] => readdirSync(dir).filter((name) => name.includes('.anew'));

it('a large encrypted profile forgets by a file beside it, and has everything else as it was', { timeout: 120_000 }, async () => {
  const { dir, keys, before } = await aForgetfulProfile();
  expect(traces(dir, keys.database)).toBeGreaterThan(0);
  expect(forgetByFile(dir, keys.database)).toBe(true);
  expect(traces(dir, keys.database)).toBe(0);
  expect(beside(dir)).toEqual([]);
  looking(dir, keys.database, (store) => {
    expect(isForgetting(store)).toBe(false);
    expect(digests(store)).toEqual(before);
  });
});

it('waits while another program reads there, and is done at the next start', { timeout: 120_000 }, async () => {
  const { dir, keys } = await aForgetfulProfile();
  const reader = openReader(join(dir, 'kith.sqlite'), systemPorts, keys.database);
  reader.sql.exec('BEGIN; SELECT count(*) FROM contacts');
  expect(forgetByFile(dir, keys.database)).toBe(false);
  expect(reader.prepare('SELECT count(*) AS n FROM contacts').get()!.n).toBe(300);
  reader.close();
  expect(looking(dir, keys.database, isForgetting)).toBe(true);
  // A run that was killed left this.
  writeFileSync(join(dir, 'kith.sqlite.anew'), 'half of one');
  const profile = openProfile(dir, 'a test', 0);
  const { store } = openForWriting(dir, 'Robin', keys);
  expect(isForgetting(store)).toBe(false);
  expect(beside(dir)).toEqual([]);
  store.close();
  profile.release();
  expect(traces(dir, keys.database)).toBe(0);
});

it('is done when the program ends', { timeout: 120_000 }, async () => {
  const { dir, keys } = await aForgetfulProfile();
  forgetByFile(dir, keys.database);
  const profile = openProfile(dir, 'a test', 0);
  onTestFinished(() => profile.release());
  const app = await openApp(dir, { log: () => undefined, passphrase: () => PASSPHRASE });
  const other = openStore(join(dir, 'kith.sqlite'), systemPorts, undefined, keys.database);
  setPreference(other, 'forgetting', true);
  other.close();
  const { ino } = statSync(join(dir, 'kith.sqlite'));
  await app.close();
  expect(statSync(join(dir, 'kith.sqlite')).ino).not.toBe(ino);
  expect(existsSync(join(dir, 'kith.sqlite-wal'))).toBe(false);
  expect(looking(dir, keys.database, isForgetting)).toBe(false);
});
