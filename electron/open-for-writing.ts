import { join } from 'node:path';
import { forgetSteps, isForgetting } from '../db/purge.ts';
import { ensureMember, loadLocale } from '../db/settings.ts';
import { type Store, openStore } from '../db/store.ts';
import { undoOpenBatches } from '../db/undo.ts';
import { write } from '../db/write.ts';
import { removeLeftCopies } from './backup/lock.ts';
import { makeSafetyCopy, removeSafetyCopies } from './backup/safety.ts';
import { type FileStore, openFiles } from './files.ts';
import { markClosed, markClosedAtExit, markOpen, refuseTorn } from './gate/marks.ts';
import { finishChoice } from './gate/recovery.ts';
import { finishRestore } from './restore/swap.ts';
import { openUploads } from './uploads.ts';
import { MOST_IN_MEMORY, clearAnew, forgetByFile } from './vault/forget-by-file.ts';
import type { VaultKeys } from './vault/keys.ts';
import { systemPorts } from './workers/ports.ts';
import { DATABASE_NAME } from './workers/worker-data.ts';

/**
 * Opens the database of a profile whose lock is held: takes back what a crash left half done, and carries through
 * what may not stay half done. `memberName` is for the member that a first start makes. Errors: those of `openStore` and of
 * `refuseTorn`.
 */
export function openForWriting(profileDir: string, memberName: string, keys?: VaultKeys): { store: Store; files: FileStore } {
  finishRestore(profileDir);
  finishChoice(profileDir);
  refuseTorn(profileDir);
  clearAnew(profileDir);
  const open = (): Store => openStore(join(profileDir, DATABASE_NAME), systemPorts, () => void makeSafetyCopy(profileDir, 'migration', keys?.database, systemPorts.now()), keys?.database);
  let store = open();
  try {
    const files = openFiles(profileDir, keys);
    files.clearUnfinished();
    openUploads(profileDir).clear();
    loadLocale(store);
    undoOpenBatches(store);
    removeLeftCopies(profileDir);
    if (isForgetting(store)) {
      removeSafetyCopies(profileDir);
      for (const _ of forgetSteps(store, files, MOST_IN_MEMORY)) continue;
      if (keys && isForgetting(store)) {
        store.close();
        forgetByFile(profileDir, keys.database);
        store = open();
        loadLocale(store);
      }
    }
    write(store, { code: 'profile.started' }, (tx) => {
      ensureMember(tx, memberName);
      tx.makeFinal();
    });
    markOpen(profileDir);
    const close = store.close.bind(store);
    return { store: Object.assign(store, { close: closingMarked(profileDir, close) }), files };
  } catch (cause) {
    store.close();
    throw cause;
  }
}

function closingMarked(profileDir: string, close: () => void): () => void {
  const stopWaiting = markClosedAtExit(profileDir);
  return () => {
    stopWaiting();
    markClosed(profileDir);
    close();
  };
}
