import { join } from 'node:path';
import { forgetSteps, isForgetting } from '../db/purge.ts';
import { ensureMember, loadLocale } from '../db/settings.ts';
import { type Store, openStore } from '../db/store.ts';
import { undoOpenBatches } from '../db/undo.ts';
import { write } from '../db/write.ts';
import { type FileStore, openFiles } from './files.ts';
import { openUploads } from './uploads.ts';
import { systemPorts } from './workers/ports.ts';
import { DATABASE_NAME } from './workers/worker-data.ts';

/**
 * Opens the database of a profile whose lock is held: takes back what a crash left half done, and carries through
 * what may not stay half done. `memberName` is for the member that a first start makes. Errors: those of `openStore`.
 */
export function openForWriting(profileDir: string, memberName: string): { store: Store; files: FileStore } {
  const store = openStore(join(profileDir, DATABASE_NAME), systemPorts);
  try {
    const files = openFiles(profileDir);
    files.clearUnfinished();
    openUploads(profileDir).clear();
    loadLocale(store);
    undoOpenBatches(store);
    if (isForgetting(store)) for (const _ of forgetSteps(store, files)) continue;
    write(store, { code: 'profile.started' }, (tx) => {
      ensureMember(tx, memberName);
      tx.makeFinal();
    });
    return { store, files };
  } catch (cause) {
    store.close();
    throw cause;
  }
}
