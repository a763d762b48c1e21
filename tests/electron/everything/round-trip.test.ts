import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digests, visibleState } from '../../../db/digest.ts';
import { createEntry } from '../../../db/entries.ts';
import { getContact } from '../../../db/contacts.ts';
import { idFromBytes } from '../../../core/ids.ts';
import type { Id } from '../../../core/ids.ts';
import { purgeContact } from '../../../db/purge.ts';
import { deviceSettings, personalSettings, setPersonalSettings } from '../../../db/settings.ts';
import type { Store } from '../../../db/store.ts';
import { undo, undoState } from '../../../db/undo.ts';
import { write } from '../../../db/write.ts';
import { writeEverything } from '../../../electron/export/everything/run.ts';
import { buildBeside, importEverything, placeBuilt } from '../../../electron/import/everything/run.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { openSource } from '../../../electron/import/everything/open-source.ts';
import { openFiles } from '../../../electron/files.ts';
import { type Desk, aDesk } from '../../support/desk.ts';
import { NO_SIGNAL, anEmptyProfile, fillProfile, lookAt } from '../../support/everything.ts';
import { doCall, randomCall } from '../../support/random-calls.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** More of them in the long suite. */
const RUNS = Number(process.env['KITH_RUNS'] ?? 12);

describe('an export of everything, taken in by an empty profile', () => {
  it.each(['all.zip', 'all'])('makes an equal profile, digest by digest, with the files: %s', async (name) => {
    const desk = aDesk();
    fillProfile(desk);
    const path = join(temporaryFolder(), name);
    const { files, missing } = await exportTo(desk, path);
    expect({ files, missing }).toEqual({ files: 4, missing: 1 });
    const dir = temporaryFolder();
    expect(await importInto(dir, path)).toMatchObject({ contacts: 3, files: 4 });
    lookAt(dir, (store) => {
      expect(digests(store)).toEqual(digests(desk.store));
      expect(visibleState(store)).toBe(visibleState(desk.store));
      expect(store.member).toBe(desk.store.member);
    });
    expect(openFiles(dir).list().toSorted()).toEqual(desk.files.list().toSorted());
  });

  it('does so after whatever was done, with what was attached, undone, put into the bin and erased', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomCall, { maxLength: 25 }), fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 3 }), fc.boolean(), async (calls, names, isZip) => {
        const desk = aDesk(temporaryFolder());
        for (const call of calls) doCall(desk.store, call);
        for (const name of names) attach(desk, name);
        const path = join(temporaryFolder(), isZip ? 'all.zip' : 'all');
        await exportTo(desk, path);
        const dir = temporaryFolder();
        await importInto(dir, path);
        lookAt(dir, (store) => {
          expect(digests(store)).toEqual(digests(desk.store));
          expect(visibleState(store)).toBe(visibleState(desk.store));
        });
        expect(openFiles(dir).list().toSorted()).toEqual(desk.files.list().toSorted());
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('gives the person back what is theirs, and leaves this device its own settings', async () => {
    const desk = aDesk();
    write(desk.store, { code: 'test' }, (tx) => setPersonalSettings(tx, { keys: { 'palette.open': ['j'] } }));
    fillProfile(desk);
    const path = join(temporaryFolder(), 'all.zip');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    const profile = anEmptyProfile(dir);
    profile.store.prepare("INSERT INTO preferences (key, value) VALUES ('device.theme', '\"dark\"')").run();
    await takeIn(profile, path);
    lookAt(dir, (store) => {
      expect(personalSettings(store)).toEqual(personalSettings(desk.store));
      expect(personalSettings(store)).toEqual({ keys: { 'palette.open': ['j'] } });
      expect(deviceSettings(store)).toMatchObject({ theme: 'dark', onboarded: true });
    });
  });

  it('holds what the person erased no longer, and what lies in the bin still', async () => {
    const desk = aDesk();
    fillProfile(desk);
    write(desk.store, { code: 'test' }, (tx) => tx.remove('contacts', contactNamed(desk.store, 'ADA King')));
    write(desk.store, { code: 'test' }, (tx) => (purgeContact(tx, contactNamed(desk.store, 'Ada King')), tx.makeFinal()));
    const path = join(temporaryFolder(), 'all');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    await importInto(dir, path);
    lookAt(dir, (store) => {
      expect(digests(store)).toEqual(digests(desk.store));
      expect(store.prepare("SELECT count(*) AS n FROM contacts WHERE given = 'Ada'").get()!.n).toBe(0);
      expect(store.prepare("SELECT hidden AS n FROM contacts WHERE given = 'ADA'").get()!.n).toBe(1);
    });
  });

  it('can be worked on, and what is done then can be undone', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const path = join(temporaryFolder(), 'all.zip');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    await importInto(dir, path);
    const { store } = anEmptyProfile(dir);
    try {
      const before = visibleState(store);
      const id = contactNamed(store, 'Ada King');
      write(store, { code: 'contact.updated' }, (tx) => tx.update('contacts', id, { family: 'Lovelace' }));
      expect(getContact(store, id).name).toBe('Ada Lovelace');
      undo(store, undoState(store).undo!.changeId);
      expect(visibleState(store)).toBe(before);
    } finally {
      store.close();
    }
  });
});

describe('a profile that is not empty', () => {
  it.each(['a contact', 'something in the bin'])('refuses it, and nothing has changed: %s', async (what) => {
    const desk = aDesk();
    fillProfile(desk);
    const path = join(temporaryFolder(), 'all.zip');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    const profile = anEmptyProfile(dir);
    doCall(profile.store, { do: 'create', name: 'Bo', email: 'a@x.org', tag: 'vip' });
    if (what !== 'a contact') write(profile.store, { code: 'test' }, (tx) => tx.remove('contacts', idFromBytes(profile.store.prepare('SELECT * FROM contacts').get()!.id)));
    const before = digests(profile.store);
    await expect(takeIn(profile, path)).rejects.toMatchObject({ code: 'profile-not-empty' });
    expect(digests(profile.store)).toEqual(before);
    expect(readdirSync(dir)).not.toContain('importing');
    profile.store.close();
  });
});

describe('a trial', () => {
  it('proves the export and changes nothing', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const path = join(temporaryFolder(), 'all.zip');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    const profile = anEmptyProfile(dir);
    const before = digests(profile.store);
    const source = openSource(path)!;
    expect(await importEverything(profile, source, true, NO_SIGNAL, () => undefined)).toMatchObject({ contacts: 3, files: 4 });
    source.close();
    expect(digests(profile.store)).toEqual(before);
    expect(profile.files.list()).toEqual([]);
    profile.store.close();
  });
});

describe('what is built beside a profile that is open', () => {
  it('takes its place when that is closed, if nothing was written there meanwhile', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const path = join(temporaryFolder(), 'all.zip');
    await exportTo(desk, path);
    const dir = temporaryFolder();
    const profile = anEmptyProfile(dir);
    const source = openSource(path)!;
    const build = (signal: { readonly aborted: boolean } = NO_SIGNAL) => buildBeside(profile, source, false, signal, () => undefined);

    await expect(build({ aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(dir)).not.toContain('importing');
    expect(() => placeBuilt(dir, undefined, systemPorts)).toThrow(expect.objectContaining({ code: 'profile-changed' }));

    await build();
    doCall(profile.store, { do: 'create', name: 'Bo', email: 'a@x.org', tag: 'vip' });
    const before = digests(profile.store);
    expect(() => placeBuilt(dir, undefined, systemPorts)).toThrow(expect.objectContaining({ code: 'profile-not-empty' }));
    expect(digests(profile.store)).toEqual(before);
    expect(openFiles(dir).list()).toEqual([]);
    expect(readdirSync(dir)).not.toContain('importing');

    write(profile.store, { code: 'test' }, (tx) => {
      for (const { id } of profile.store.prepare('SELECT * FROM contacts').all()) purgeContact(tx, idFromBytes(id));
    });
    await build();
    source.close();
    profile.store.close();
    placeBuilt(dir, undefined, systemPorts);
    lookAt(dir, (store) => expect(digests(store)).toEqual(digests(desk.store)));
    expect(openFiles(dir).list().toSorted()).toEqual(desk.files.list().toSorted());
  });
});

it('knows a folder or ZIP that is something else', () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'other'));
  writeFileSync(join(dir, 'people.csv'), 'Name\nAda\n');
  expect(openSource(join(dir, 'other'))).toBeUndefined();
  expect(openSource(join(dir, 'people.csv'))).toBeUndefined();
});

const exportTo = (desk: Desk, path: string): ReturnType<typeof writeEverything> => writeEverything({ store: desk.store, files: desk.files, version: '0' }, path, NO_SIGNAL, () => undefined);

async function importInto(dir: string, path: string): ReturnType<typeof importEverything> {
  return takeIn(anEmptyProfile(dir), path);
}

async function takeIn(profile: ReturnType<typeof anEmptyProfile>, path: string): ReturnType<typeof importEverything> {
  const source = openSource(path)!;
  try {
    return await importEverything(profile, source, false, NO_SIGNAL, () => undefined);
  } finally {
    source.close();
  }
}

const contactNamed = (store: Store, name: string): Id => idFromBytes(store.prepare('SELECT * FROM contacts WHERE name = ?').get(name)!.id);

function attach({ store, files }: Desk, name: string): void {
  const contact = store.prepare('SELECT * FROM contacts WHERE hidden = 0').get();
  if (!contact) return;
  const bytes = Buffer.from(`content of ${name}`);
  write(store, { code: 'test' }, (tx) => createEntry(tx, { kind: 'file', body: '', participants: [idFromBytes(contact.id)], attachments: [{ name, type: '', size: bytes.length, hash: files.keep(bytes) }] }));
}
