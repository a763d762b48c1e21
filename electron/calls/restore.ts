import type { ComparedCount, opened as openedGroup } from '../../core/api/restore.ts';
import { CallError, type GroupHandlers } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import type { Choice } from '../../core/restore.ts';
import { listDeals } from '../../db/board.ts';
import { listContacts } from '../../db/contact-list.ts';
import { getContact } from '../../db/contacts.ts';
import { getDeal } from '../../db/deal-rows.ts';
import { listEntries } from '../../db/entries.ts';
import { listReminders } from '../../db/reminders.ts';
import { everythingIn } from '../../db/restore-everything.ts';
import { lookAtRecord } from '../../db/restore-look.ts';
import { countsIn, differencesIn } from '../../db/restore-page.ts';
import { BringBack } from '../../db/restore-record.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openReader } from '../../db/store.ts';
import { Batch } from '../../db/write.ts';
import type { FileStore } from '../files.ts';
import { isOurs } from '../restore/ours.ts';
import { type OpenedBackup, dirOf, filesIn, openedBackup } from '../restore/place.ts';
import { type CallContext, abandon, breathe, changedEvent } from './context.ts';

/** A transaction of long work takes about this long, in milliseconds, so that others' calls go between. */
const STEP_MS = 20;

export function openedCalls(context: CallContext): GroupHandlers<typeof openedGroup> {
  const { store, profileDir, keys } = context;
  const known = (id: string): OpenedBackup => openedBackup(profileDir, id);
  /** Opened for one call: it takes a millisecond or two, and a backup that was closed is let go. */
  const reading = <T>(id: string, read: (there: Store, opened: OpenedBackup) => T): T => {
    const opened = known(id);
    const there = openReader(opened.database, store.ports, keys?.database);
    try {
      loadLocale(there);
      return read(there, opened);
    } finally {
      there.close();
    }
  };
  const filesOf = (opened: OpenedBackup): FileStore => filesIn(dirOf(profileDir, opened), keys);
  return {
    counts: ({ opened }) => ({ counts: countsIn(known(opened).compared) ?? null } satisfies { counts: ComparedCount[] | null }),
    differences: ({ opened, ...request }) => reading(opened, (there, { compared }) => differencesIn(compared, there, store, request)),
    everything: ({ opened, ...request }) => reading(opened, (there) => everythingIn(there, request)),
    look: ({ opened, kind, id }) => reading(opened, (there) => lookAtRecord(there, store, kind, id)),
    contacts: ({ opened, ...request }) => reading(opened, (there) => listContacts(there, request)),
    contact: ({ opened, id }) => reading(opened, (there) => getContact(there, id)),
    entries: ({ opened, ...request }) => reading(opened, (there) => listEntries(there, request)),
    reminders: ({ opened, ...request }) => reading(opened, (there) => listReminders(there, request)),
    deals: ({ opened, ...request }) =>
      reading(opened, (there) => {
        const { rows, next } = listDeals(there, request);
        return { rows, next };
      }),
    deal: ({ opened, id }) => reading(opened, (there) => getDeal(there, id)),
    file: ({ opened, hash, offset }) => {
      const files = filesOf(known(opened));
      return (files.has(hash) ? files : context.files).read(hash, offset);
    },
    bringBack: ({ opened, records }, { signal, progress }) => {
      if (!isOurs(profileDir, known(opened), keys, store.ports)) throw new CallError('other-profile', 'This is a backup of another profile: it can only be looked at.');
      const files = filesOf(known(opened));
      return bringBack(context, known(opened), records, { bringFile: (hash) => bringFile(files, context.files, hash) }, signal, progress);
    },
  };
}

interface Wanted {
  kind: Parameters<BringBack['steps']>[0];
  id: Id;
  choices?: Record<string, Choice> | undefined;
  without?: ('entries' | 'reminders' | 'deals')[] | undefined;
}

async function bringBack(
  context: CallContext,
  opened: OpenedBackup,
  records: readonly Wanted[],
  ports: ConstructorParameters<typeof BringBack>[1],
  signal: { readonly aborted: boolean },
  progress: (value: { done: number; total: number }) => void,
) {
  const { store } = context;
  const there = openReader(opened.database, store.ports, context.keys?.database);
  try {
    // First: what is not there is said before anything is done.
    for (const { kind, id } of records) lookAtRecord(there, store, kind, id);
    const back = new BringBack(there, ports);
    const batch = Batch.open(store, { code: 'backup.broughtBack', params: { count: records.length } });
    try {
      for (const [index, { kind, id, choices, without }] of records.entries()) {
        const steps = back.steps(kind, id, { choices: new Map(Object.entries(choices ?? {})), without: new Set(without ?? []) });
        for (;;) {
          if (signal.aborted) throw new CallError('cancelled', 'Cancelled. Nothing was changed.');
          const step = batch.commit((tx) => {
            const started = performance.now();
            while (performance.now() - started < STEP_MS) {
              const next = steps.next();
              if (next.done) return false;
              next.value(tx);
            }
            return true;
          });
          context.changed(changedEvent(step.changed));
          await breathe();
          if (!step.result) break;
        }
        progress({ done: index + 1, total: records.length });
      }
      const isChanged = batch.close();
      context.changed({ history: '*' });
      const ids = records.map(({ kind, id }) => lookAtRecord(there, store, kind, id).id);
      return { changeId: isChanged ? batch.id : null, ...back.done, ids };
    } catch (cause) {
      await abandon(context, batch);
      throw cause;
    }
  } finally {
    there.close();
  }
}

/** Into the files of the profile, where it is not among them already. */
function bringFile(from: FileStore, to: FileStore, hash: string): boolean {
  if (to.has(hash)) return true;
  if (!from.has(hash)) return false;
  const writer = to.begin();
  try {
    for (const piece of from.pieces(hash)) writer.add(piece);
    writer.end();
    return true;
  } catch (cause) {
    writer.abandon();
    throw cause;
  }
}
