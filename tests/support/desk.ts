import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WorkerApi } from '../../core/api/index.ts';
import type { Handlers } from '../../core/call.ts';
import type { CallContext } from '../../electron/calls/context.ts';
import { handlers } from '../../electron/calls/index.ts';
import { type FileStore, openFiles } from '../../electron/files.ts';
import { ensureMember } from '../../db/settings.ts';
import { type Store, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { tickingPorts } from './replicas.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a job is given by a page that neither cancels nor looks at its progress. */
export const NOBODY_WAITS = { signal: new AbortController().signal, progress: () => undefined };

export interface Desk {
  dir: string;
  path: string;
  store: Store;
  files: FileStore;
  context: CallContext;
  calls: Handlers<WorkerApi>;
}

/** A profile with the functions behind the calls, in this thread; gone when the test ends. */
export function aDesk(dir = temporaryFolder(), ports = tickingPorts(1)): Desk {
  const path = join(dir, 'kith.sqlite');
  const store = openStore(path, ports);
  onTestFinished(() => store.close());
  write(store, { code: 'profile.started' }, (tx) => {
    ensureMember(tx, 'Robin');
    tx.makeFinal();
  });
  const files = openFiles(dir);
  const context: CallContext = { store, files, profileDir: dir, version: '0', host: 'browser', syncedBy: undefined, changed: () => undefined, localeChanged: () => undefined };
  return { dir, path, store, files, context, calls: handlers(context) };
}

/** The calls of a page that waits for nothing on the way. */
type PlainCalls = { [G in keyof Handlers<WorkerApi>]: { [C in keyof Handlers<WorkerApi>[G]]: Handlers<WorkerApi>[G][C] extends (input: infer I, job: never) => infer Out ? (input: I extends undefined ? void : I) => Out : never } };

export function plainCalls({ calls }: Desk): PlainCalls {
  const groups = Object.entries(calls).map(([group, functions]) => [
    group,
    Object.fromEntries(Object.entries(functions as Record<string, (input: unknown, job: unknown) => unknown>).map(([name, run]) => [name, (input: unknown) => run(input, NOBODY_WAITS)])),
  ]);
  return Object.fromEntries(groups) as PlainCalls;
}
