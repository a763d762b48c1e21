import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workerApi } from '../../core/api/index.ts';
import { CallError, type CallInput, type CallOutput, type CallProgress } from '../../core/call.ts';
import { loadLocale, rederive, staleDerivations } from '../../db/settings.ts';
import { type Store, openReader } from '../../db/store.ts';
import { handlers } from '../calls/index.ts';
import type { CallContext } from '../calls/context.ts';
import { type FileStore, openFiles } from '../files.ts';
import { markIfTakenIn, refuseTorn } from '../gate/marks.ts';
import { openForWriting } from '../open-for-writing.ts';
import { openProfile } from '../profile.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { systemPorts } from '../workers/ports.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { kithVersion } from '../version.ts';

type Groups = (typeof workerApi)['groups'];

/** A profile opened by the terminal: the same calls as a page makes, parsed the same way. */
export interface Session {
  readonly store: Store;
  /** What long work is given: it runs here as it does in the writing worker. */
  readonly context: CallContext;
  call<G extends keyof Groups, N extends keyof Groups[G] & string>(
    group: G,
    name: N,
    input: CallInput<Groups[G][N]>,
    onProgress?: (value: CallProgress<Groups[G][N]>) => void,
  ): Promise<CallOutput<Groups[G][N]>>;
  close(): void;
}

/**
 * Opens a profile. To read, it stands beside a running Kith; to write, it takes the profile's lock.
 * Errors: `profile-in-use`, and those of `openStore`.
 */
export function openSession(profileDir: string, mode: 'read' | 'write', memberName: string, keys?: VaultKeys): Session {
  const database = join(profileDir, DATABASE_NAME);
  if (mode === 'read' && existsSync(database)) {
    refuseTorn(profileDir);
    const store = openReader(database, systemPorts, keys?.database);
    loadLocale(store);
    return sessionOn(store, openFiles(profileDir, keys), profileDir, keys, () => markIfTakenIn(profileDir));
  }
  const profile = openProfile(profileDir, 'kith in a terminal', systemPorts.now());
  try {
    const { store, files } = openForWriting(profileDir, memberName, keys);
    const stale = staleDerivations(store);
    if (stale.names || stale.phones) for (const _ of rederive(store)) continue;
    return sessionOn(store, files, profileDir, keys, () => profile.release());
  } catch (cause) {
    profile.release();
    throw cause;
  }
}

function sessionOn(store: Store, files: FileStore, profileDir: string, keys: VaultKeys | undefined, release: () => void): Session {
  const context: CallContext = {
    store,
    files,
    keys,
    profileDir,
    version: kithVersion(),
    host: 'browser',
    syncedBy: undefined,
    changed: () => undefined,
    localeChanged: () => undefined,
  };
  const functions = handlers(context);
  const never = new AbortController().signal;
  return {
    store,
    context,
    async call(group, name, input, onProgress) {
      const parsed = workerApi.callsByName.get(`${group}.${name}`)!.input.safeParse(input);
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new CallError('bad-input', `${issue.path.join('.')}: ${issue.message}`);
      }
      const run = (functions[group] as unknown as Record<string, (value: unknown, context: { signal: AbortSignal; progress: (value: never) => void }) => unknown>)[name]!;
      return (await run(parsed.data, { signal: never, progress: (value) => onProgress?.(value) })) as never;
    },
    close() {
      store.close();
      release();
    },
  };
}
