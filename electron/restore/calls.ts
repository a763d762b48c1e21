// The calls of `restore`, answered in the main process whether the database is open or not. The work is done in workers.
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { GateState } from '../../core/api/gate.ts';
import { type BackupPlace, type OpenedView, PLACING_STEPS, type PlacingProgress, type Secret, type restore } from '../../core/api/restore.ts';
import { CallError, type GroupHandlers } from '../../core/call.ts';
import { KEY_FILE, keptIdentity } from '../backup/keys.ts';
import { readBackupState } from '../backup/state.ts';
import type { Gate } from '../gate/gate.ts';
import { notOpen } from '../gate/gate.ts';
import { grantedFolders } from '../granted-folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { Keychain } from '../vault/slots.ts';
import { systemPorts } from '../workers/ports.ts';
import { asidesIn, removeAside } from './asides.ts';
import { meantIn } from './drill.ts';
import { type OtherFolder, listBackups } from './list.ts';
import { isOurs } from './ours.ts';
import { type OpenedBackup, addUpload, closeOpened, openedBackup, uploadedFile } from './place.ts';
import { runTask } from './task.ts';
import type { GivenSecret } from './unlock.ts';

export interface RestoreContext {
  readonly gate: Pick<Gate, 'state' | 'closeFor' | 'show'>;
  readonly profileDir: string;
  /** Of an encrypted profile, where it is unlocked. */
  readonly keys: () => VaultKeys | undefined;
  readonly keychain: Keychain | undefined;
  /** The dialog of the system; undefined where there is none. */
  readonly chooseFolder: (() => Promise<string | undefined | null>) | undefined;
}

export function restoreCalls({ gate, profileDir, keys, keychain, chooseFolder }: RestoreContext): GroupHandlers<typeof restore> {
  let cancelPlacing: (() => void) | undefined;
  /** Chosen since the start. */
  const chosen: OtherFolder[] = [];
  const granted = grantedFolders(profileDir, (count) => new Uint8Array(randomBytes(count)));
  const folders = (): OtherFolder[] => [...granted.list(), ...chosen];
  const folderOf = (token: string): OtherFolder => {
    const folder = folders().find((each) => each.token === token);
    if (!folder) throw new CallError('not-granted', 'This folder may not be looked in. Choose it again.');
    return folder;
  };
  /** Who has not unlocked the profile sees nothing of it and changes nothing. */
  const requireUnlocked = (): void => {
    if (gate.state.kind === 'locked' || gate.state.kind === 'restoring') throw notOpen();
  };

  const pathOf = (place: BackupPlace): string => {
    if (place.kind === 'upload') return uploadedFile(profileDir, place.uploadId);
    const folder = place.kind === 'folder' ? folderOf(place.folder).path : readBackupState(profileDir).destinations.find(({ id }) => id === place.destination)?.path;
    if (folder === undefined || basename(place.name) !== place.name || !existsSync(join(folder, place.name))) throw new CallError('backup-gone', 'This backup is not there any longer. Connect its disk, or choose another.');
    return join(folder, place.name);
  };

  /** Errors: `no-key-kept`. */
  const given = async (secret: Secret): Promise<GivenSecret> => {
    if (secret.kind !== 'kept') return secret;
    const identity = await keptIdentity(readBackupState(profileDir), keychain);
    if (identity === undefined) throw new CallError('no-key-kept', 'The recovery key is not kept on this device. Type it, or give its passphrase.');
    return { kind: 'key', text: identity };
  };

  const view = (opened: OpenedBackup, name = opened.name): OpenedView => {
    const { id, madeAt, version, counts, files, filesMissing } = opened;
    return { id, name, madeAt, version, counts, files, filesMissing, isOfThisProfile: isOurs(profileDir, opened, keys(), systemPorts) };
  };

  return {
    list: ({ folder }) => {
      requireUnlocked();
      return listBackups(profileDir, folders(), folder === undefined ? undefined : folderOf(folder), readBackupState(profileDir).keychain !== null && keychain !== undefined);
    },
    chooseFolder: async () => {
      requireUnlocked();
      if (!chooseFolder) throw new CallError('no-dialog', 'Here folders are granted in the terminal: kith folder add DIR.');
      const path = await chooseFolder();
      if (!path) return null;
      const folder = { token: randomBytes(16).toString('hex'), name: basename(path) || path, path };
      chosen.push(folder);
      return { token: folder.token, name: folder.name };
    },
    upload: ({ uploadId, bytes }) => {
      requireUnlocked();
      return { uploadId: addUpload(profileDir, uploadId, bytes) };
    },
    open: async ({ from, secret, anyProfile = false }, working) => {
      requireUnlocked();
      const path = pathOf(from);
      const { passphraseFile } = readBackupState(profileDir);
      // What came up from a page has nothing beside it.
      if (from.kind === 'upload' && passphraseFile !== null) writeFileSync(join(dirname(path), KEY_FILE), Buffer.from(passphraseFile, 'base64'), { mode: 0o600 });
      const opened = await runTask('open', { profileDir, keys: keys(), path, secret: await given(secret), anyProfile }, working);
      if (from.kind !== 'upload') return view(opened);
      closeOpened(profileDir, from.uploadId);
      return view(opened, from.name);
    },
    close: ({ opened }) => closeOpened(profileDir, opened),
    compare: async ({ opened }, working) => {
      requireUnlocked();
      // Before a worker is started for it.
      openedBackup(profileDir, opened);
      return { counts: await runTask('compare', { profileDir, keys: keys(), opened }, working) };
    },
    inPlace: async ({ opened }, working) => {
      requireUnlocked();
      // Before anybody is kept waiting.
      if (!isOurs(profileDir, openedBackup(profileDir, opened), keys(), systemPorts)) throw new CallError('other-profile', 'This is a backup of another profile. It can be looked at, and restored into a folder of its own.');
      const byAnyPage = new AbortController();
      const showing = (backup: PlacingProgress): GateState => ({ kind: 'restoring', backup });
      cancelPlacing = () => byAnyPage.abort(new CallError('cancelled', 'Cancelled. Nothing was changed.'));
      return gate.closeFor(
        () =>
          runTask('inPlace', { profileDir, keys: keys(), opened }, {
            signal: AbortSignal.any([working.signal, byAnyPage.signal]),
            progress: (value) => {
              // Every page hears of it by the gate: the one that asked, and those that came since.
              gate.show(showing(value));
              working.progress(value);
            },
          }),
        showing({ step: PLACING_STEPS[0], done: 0, total: 0 }),
      );
    },
    cancelInPlace: () => cancelPlacing?.(),
    asides: () => {
      requireUnlocked();
      return asidesIn(profileDir, { isOpen: gate.state.kind === 'open', keys: keys(), ports: systemPorts });
    },
    removeAside: ({ name }) => {
      requireUnlocked();
      return removeAside(profileDir, name);
    },
    drill: async ({ secret, destination }, working) => {
      requireUnlocked();
      meantIn(readBackupState(profileDir), destination);
      return runTask('drill', { profileDir, keys: keys(), secret: await given(secret), destination }, working);
    },
  };
}
