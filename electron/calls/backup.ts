import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BackupDestination, BackupView, backup } from '../../core/api/backup.ts';
import { askAfterPostponing, isAskedFor } from '../../core/backup/key-asking.ts';
import { backupName } from '../../core/backup/names.ts';
import { groupsOfRecoveryKey } from '../../core/backup/recovery-key.ts';
import { CallError, type GroupHandlers } from '../../core/call.ts';
import { KeyDesk, putKeyFile } from '../backup/keys.ts';
import { type BackupState, changeBackupState, readBackupState } from '../backup/state.ts';
import { runBackup, runSave } from '../backup/task.ts';
import { diskFailure } from '../backup/disk.ts';
import { grantedFolders } from '../granted-folders.ts';
import { opensProfile } from '../vault/recovery-keys.ts';
import { type CallContext, breathe } from './context.ts';

export function backupCalls(context: CallContext): GroupHandlers<typeof backup> {
  const { store, profileDir, version, keys, changed, desktop } = context;
  const now = (): number => store.ports.now();
  const folders = grantedFolders(profileDir, (count) => new Uint8Array(randomBytes(count)));
  const desk = new KeyDesk(profileDir, context.keychain, now, (identity) => opensProfile(profileDir, identity));
  const tell = (): void => {
    changed({ backup: '*' });
    context.backups?.changed();
  };
  const change = (how: (state: BackupState) => void): void => {
    changeBackupState(profileDir, how);
    tell();
  };

  return {
    status: () => {
      const state = readBackupState(profileDir);
      const taken = new Set(state.destinations.map(({ path }) => path));
      return {
        key: state.recipient === null ? { kind: 'none' } : { kind: 'made', madeAt: state.keyMadeAt ?? 0, typedAt: state.keyTypedAt, isAskedFor: isAskedFor(state.keyAskAt, now()) },
        hasPassphrase: state.passphraseFile !== null,
        isInKeychain: state.keychain !== null,
        automatic: state.automatic,
        destinations: destinationsOf(state),
        folders: folders.list().filter(({ path }) => !taken.has(path)).map(({ token, name }) => ({ token, name })),
        canChooseFolder: context.host === 'window',
      };
    },
    list: () => backupsOf(readBackupState(profileDir)),
    makeKey: async ({ replace = false }) => {
      const key = await desk.make(replace);
      return { key, groups: groupsOfRecoveryKey(key) };
    },
    typeKey: async ({ typed }) => {
      await desk.type(typed);
      tell();
    },
    askLater: () => change((state) => void (state.keyAskAt = askAfterPostponing(now()))),
    setPassphrase: async ({ passphrase, typed }) => {
      await desk.setPassphrase(passphrase, typed);
      tell();
    },
    removePassphrase: async () => {
      await desk.removePassphrase();
      tell();
    },
    chooseFolder: async () => {
      if (!desktop?.askForFolder) throw new CallError('no-dialog', 'Folders are granted in a terminal: kith folder add DIR.');
      const path = await desktop.askForFolder();
      if (path === null) return null;
      const { token, name } = folders.grant(path);
      tell();
      return { token, name };
    },
    addDestination: async ({ folder }) => {
      const grant = folders.list().find(({ token }) => token === folder);
      if (!grant) throw new CallError('not-granted', 'This folder is not one that Kith may use. Choose another.');
      if (isWithin(grant.path, profileDir)) throw new CallError('in-profile', 'This folder lies in the profile itself, and would be lost with it. Choose another.');
      if (readBackupState(profileDir).recipient === null) throw new CallError('no-key', 'There is no recovery key yet. Make one first.');
      const id = randomUUID();
      const state = changeBackupState(profileDir, ({ destinations }) => {
        if (!destinations.some(({ path }) => path === grant.path)) destinations.push({ id, name: grant.name, path: grant.path, failure: null, failedAt: null });
      });
      try {
        await putKeyFile(grant.path, state);
      } catch (cause) {
        if (!diskFailure(cause)) throw cause;
      }
      tell();
      return { id: state.destinations.find(({ path }) => path === grant.path)!.id };
    },
    removeDestination: ({ id }) =>
      change((state) => {
        state.destinations = state.destinations.filter((destination) => destination.id !== id);
        state.backups = state.backups.filter(({ destination }) => destination !== id);
      }),
    setAutomatic: ({ automatic }) => change((state) => void (state.automatic = automatic)),
    run: async ({ destination }, working) => {
      const { destinations } = readBackupState(profileDir);
      const wanted = destinations.map(({ id }) => id).filter((id) => destination === undefined || id === destination);
      if (wanted.length === 0) throw new CallError('no-destination', 'There is no folder to keep backups in. Add one first.');
      try {
        return await runBackup({ profileDir, version, keys, now: now(), destinations: wanted, skipUnchanged: false }, working);
      } finally {
        tell();
      }
    },
    save: async (_input, working) => {
      const path = join(profileDir, 'incoming', randomBytes(16).toString('hex'));
      try {
        const { madeAt } = await runSave({ profileDir, version, keys, now: now(), path }, working);
        const { hash, size } = await takeIn(context, path);
        return { hash, size, name: backupName(madeAt, []) };
      } finally {
        rmSync(path, { force: true });
      }
    },
  };
}

/** Into the store of files, between others' calls. */
async function takeIn({ files }: CallContext, path: string): Promise<{ hash: string; size: number }> {
  const writer = files.begin();
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(1024 * 1024);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      writer.add(piece.subarray(0, read));
      await breathe();
    }
    return writer.end();
  } finally {
    closeSync(file);
    writer.abandon();
  }
}

function destinationsOf({ destinations, backups }: BackupState): BackupDestination[] {
  return destinations.map(({ id, name, failure, failedAt }) => {
    const last = backups.filter(({ destination }) => destination === id).toSorted((a, b) => b.at - a.at)[0];
    return { id, name, failure, failedAt, lastAt: last?.at ?? null, lastVerifiedAt: last?.verifiedAt ?? null };
  });
}

function backupsOf({ backups }: BackupState): BackupView[] {
  return backups.map(({ sha256: _sha256, fingerprint: _fingerprint, ...view }) => view).toSorted((a, b) => b.at - a.at);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || way.startsWith('/') || /^[A-Za-z]:/.test(way));
}
