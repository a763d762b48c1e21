import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Id } from '../../core/ids.ts';
import { createContact } from '../../db/contact-writes.ts';
import { attachFiles, createEntry } from '../../db/entries.ts';
import { write } from '../../db/write.ts';
import { saveBackup } from '../../electron/backup/make.ts';
import { changeBackupState } from '../../electron/backup/state.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import type { VaultKeys } from '../../electron/vault/keys.ts';

export const IDENTITY = await generateX25519Identity();
const RECIPIENT = await identityToRecipient(IDENTITY);

/** A profile with somebody in it, who has a note with a file; closed again. */
export function aProfile(dir: string, name: string, keys?: VaultKeys): { id: Id; file: string } {
  mkdirSync(dir, { recursive: true });
  const profile = openProfile(dir, 'a test', 0);
  const { store, files } = openForWriting(dir, 'Robin', keys);
  const file = files.keep(Buffer.from(`the file of ${name}`));
  const { result: id } = write(store, { code: 'test' }, (tx) => {
    const contact = createContact(tx, { kind: 'person', fullName: name });
    const note = createEntry(tx, { kind: 'note', at: 1, subject: `About ${name}`, body: '', participants: [contact], pinned: false } as never);
    attachFiles(tx, note, [{ name: 'a.txt', type: 'text/plain', size: `the file of ${name}`.length, hash: file }]);
    return contact;
  });
  store.close();
  profile.release();
  changeBackupState(dir, (state) => void (state.recipient = RECIPIENT));
  return { id, file };
}

const quiet = { signal: new AbortController().signal, progress: () => undefined };

/** Backs a closed profile up into one file. */
export async function backedUp(dir: string, path: string, keys?: VaultKeys): Promise<string> {
  await saveBackup({ profileDir: dir, version: '1.0.0', keys, now: Date.UTC(2026, 2, 1, 12), path }, quiet);
  return path;
}

/** Of every file in a folder, but the notes of who has it. */
export function digestOf(dir: string): string {
  const hash = createHash('sha256');
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        hash.update(`${name}/`);
        walk(path);
      } else if (!/^(lock|lock\.json|.*\.lock|.*-shm|.*-wal)$/.test(name)) hash.update(name).update(readFileSync(path));
    }
  };
  walk(dir);
  return hash.digest('hex');
}
