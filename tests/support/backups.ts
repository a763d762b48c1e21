import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { BackupOutcome } from '../../core/api/backup.ts';
import { createContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import type { Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { backUp } from '../../electron/backup/make.ts';
import { changeBackupState } from '../../electron/backup/state.ts';
import type { FileStore } from '../../electron/files.ts';
import { grantedFolders } from '../../electron/granted-folders.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const MADE_AT = Date.UTC(2026, 10, 28, 14, 29);

export const quietly = { signal: new AbortController().signal, progress: () => undefined };

/** A profile with a recovery key, people and attachments, and folders for its backups. */
export interface BackedUpProfile {
  dir: string;
  identity: string;
  recipient: string;
  folders: string[];
  change(how: (store: Store, files: FileStore) => void): void;
  run(options?: { now?: number; skipUnchanged?: boolean; destinations?: readonly string[]; signal?: AbortSignal }): Promise<BackupOutcome[]>;
}

export async function aBackedUpProfile({ places = 1, attachments = ['the first file', 'the second file'] } = {}): Promise<BackedUpProfile> {
  const root = temporaryFolder();
  const dir = join(root, 'profile');
  mkdirSync(dir, { mode: 0o700 });
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const folders = Array.from({ length: places }, (_, n) => join(root, `backups ${n}`));
  const grants = grantedFolders(dir, (count) => new Uint8Array(randomBytes(count)));
  for (const folder of folders) {
    mkdirSync(folder);
    grants.grant(folder);
  }
  const change = (how: (store: Store, files: FileStore) => void): void => {
    const { store, files } = openForWriting(dir, 'Robin');
    try {
      how(store, files);
    } finally {
      store.close();
    }
  };
  change((store, files) => {
    for (let n = 0; n < 30; n++) write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: `Ada ${n}` }));
    for (const text of attachments) attach(store, files, text);
  });
  changeBackupState(dir, (state) => {
    state.recipient = recipient;
    state.destinations = folders.map((path, n) => ({ id: `d${n}`, name: `backups ${n}`, path, failure: null, failedAt: null }));
  });
  return {
    dir,
    identity,
    recipient,
    folders,
    change,
    run: ({ now = MADE_AT, skipUnchanged = false, destinations = folders.map((_, n) => `d${n}`), signal = quietly.signal } = {}) =>
      backUp({ profileDir: dir, version: '1.2.3', keys: undefined, now, destinations, skipUnchanged }, { ...quietly, signal }),
  };
}

/** A note with a file of this content. */
export function attach(store: Store, files: FileStore, text: string): void {
  const bytes = new TextEncoder().encode(text);
  const hash = files.keep(bytes);
  write(store, { code: 'test' }, (tx) => createEntry(tx, { kind: 'note', body: `with ${text}`.slice(0, 50), participants: [], attachments: [{ name: 'file.txt', type: 'text/plain', size: bytes.length, hash }] }));
}
