// The calls of `everything`, answered in the main process, which alone can put another database in the place of one that
// is open.
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { EverythingPlace, everything } from '../../../core/api/everything.ts';
import { CallError, type GroupHandlers } from '../../../core/call.ts';
import { type Gate, notOpen } from '../../gate/gate.ts';
import { grantedFolders } from '../../granted-folders.ts';
import { type UploadedFile, openUploads } from '../../uploads.ts';
import type { VaultKeys } from '../../vault/keys.ts';
import { runEverythingTask } from './task.ts';

export interface EverythingContext {
  readonly gate: Pick<Gate, 'state' | 'closeFor'>;
  readonly profileDir: string;
  /** Of an encrypted profile, where it is unlocked. */
  readonly keys: () => VaultKeys | undefined;
  /** The dialog of the system; undefined where there is none. */
  readonly chooseFolder: (() => Promise<string | null>) | undefined;
}

export function everythingCalls({ gate, profileDir, keys, chooseFolder }: EverythingContext): GroupHandlers<typeof everything> {
  /** Chosen since the start. */
  const chosen: { token: string; name: string; path: string }[] = [];
  const granted = grantedFolders(profileDir, (count) => new Uint8Array(randomBytes(count)));
  const folders = () => [...granted.list(), ...chosen];
  let isTaking = false;

  const needsOpen = (): void => {
    if (gate.state.kind !== 'open') throw notOpen();
  };

  /** Errors: `upload-not-found`, `not-granted`. */
  const fileOf = (from: EverythingPlace): UploadedFile => {
    if (from.kind === 'upload') return openUploads(profileDir, keys()).file(from.uploadId);
    const folder = folders().find(({ token }) => token === from.folder);
    if (!folder) throw new CallError('not-granted', 'This folder may not be looked in. Choose it again.');
    return { path: folder.path };
  };

  return {
    folders: () => {
      needsOpen();
      return { folders: folders().map(({ token, name }) => ({ token, name })), canChoose: chooseFolder !== undefined };
    },
    chooseFolder: async () => {
      needsOpen();
      if (!chooseFolder) throw new CallError('no-dialog', 'Here folders are granted in the terminal: kith folder add DIR.');
      const path = await chooseFolder();
      if (path === null) return null;
      const folder = { token: randomBytes(16).toString('hex'), name: basename(path) || path, path };
      chosen.push(folder);
      return { token: folder.token, name: folder.name };
    },
    look: ({ from }, working) => {
      needsOpen();
      return runEverythingTask('look', { profileDir, keys: keys(), from: fileOf(from) }, working);
    },
    take: async ({ from }, { signal, progress }) => {
      needsOpen();
      if (isTaking) throw new CallError('writing-meanwhile', 'An export is being taken in already. Wait until that is done.');
      isTaking = true;
      try {
        const begun = keys();
        const taken = await runEverythingTask('build', { profileDir, keys: begun, from: fileOf(from) }, { signal, progress });
        progress({ phase: 'placing', done: 0, total: 0 });
        // With the keys that it was built under: nobody could read it under others.
        await gate.closeFor(() => runEverythingTask('place', { profileDir, keys: begun }, { signal: NEVER, progress: () => undefined }));
        return taken;
      } finally {
        isTaking = false;
      }
    },
  };
}

/** What is being put in place is put there. */
const NEVER = new AbortController().signal;
