import { CallError, type GroupHandlers, type JobContext } from '../../core/call.ts';
import type { Progress } from '../../core/api/contacts.ts';
import type { BinItem, KeptItem, bin, history, search } from '../../core/api/history.ts';
import { type Id, idToBytes } from '../../core/ids.ts';
import { binContents, listBin } from '../../db/bin.ts';
import { contactRefByN, contactRow } from '../../db/contacts.ts';
import { historyOf, recentBatches } from '../../db/history.ts';
import { purgeContact, purgeDeal, purgeReminder, purgeRow } from '../../db/purge.ts';
import { restoreDeal } from '../../db/deals.ts';
import { search as find } from '../../db/search.ts';
import { getPreference, setPreference } from '../../db/settings.ts';
import { undoState, undoSteps } from '../../db/undo.ts';
import { Batch, type Tx } from '../../db/write.ts';
import { type CallContext, abandon, breathe, changedEvent, forget } from './context.ts';
import { followLocale } from './profile.ts';

interface UndoAnswer {
  changeId: Id;
  code: string;
  params: Record<string, unknown>;
  kept: KeptItem[];
}

export function historyCalls(context: CallContext): GroupHandlers<typeof history> {
  const { store } = context;
  const inTurn = oneAfterAnother();
  return {
    of: ({ id, limit, after }) => historyOf(store, id, limit, after),
    recent: ({ limit, after }) => recentBatches(store, limit, after),
    undoState: () => {
      const { undo, redo } = undoState(store);
      return { undo: undo ?? null, redo: redo ?? null };
    },
    undo: ({ changeId }, job) =>
      inTurn(() => {
        const target = changeId ?? undoState(store).undo?.changeId;
        if (!target) throw new CallError('nothing-to-undo', 'There is nothing to undo.');
        return takeBack(context, target, job);
      }),
    redo: (_input, job) =>
      inTurn(() => {
        const target = undoState(store).redo?.changeId;
        if (!target) throw new CallError('nothing-to-redo', 'There is nothing to redo.');
        return takeBack(context, target, job);
      }),
  };
}

/** Undo pressed twice means two changes: the second begins when the first is done, else both would find the same one. */
function oneAfterAnother(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const answer = last.then(work);
    last = answer.catch(() => {});
    return answer;
  };
}

/** Undoes step by step. Once begun it runs to its end, since half an undo is nobody's wish. */
async function takeBack(context: CallContext, target: Id, { progress }: JobContext<Progress>): Promise<UndoAnswer> {
  const { store } = context;
  const batch = store.prepare('SELECT n, code, params FROM batches WHERE id = ?').get(idToBytes(target));
  const total = batch ? store.prepare('SELECT count(*) AS n FROM commits k JOIN changes c ON c.commitN = k.n WHERE k.batchN = ?').get(batch.n)!.n : 0;
  const steps = undoSteps(store, target);
  let done = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      context.changed({ history: '*' });
      followLocale(context);
      return { changeId: step.value.changeId, kept: step.value.kept, code: batch!['code'] as string, params: JSON.parse(batch!['params'] as string) as Record<string, unknown> };
    }
    context.changed(changedEvent(step.value));
    done += Object.values(step.value).reduce((sum, ids) => sum + ids.length, 0);
    progress({ done: Math.min(done, total), total });
    await breathe();
  }
}

export function binCalls(context: CallContext): GroupHandlers<typeof bin> {
  const { store } = context;
  return {
    list: ({ limit, after, offset }) => listBin(store, limit, after, offset),
    restore: (chosen, job) => restoreFromBin(context, chosen, job),
    erase: ({ ids }, job) => eraseFromBin(context, (id) => ids.includes(id), job),
    empty: (_input, job) => eraseFromBin(context, () => true, job),
  };
}

/** Each in a transaction of its own: what is erased when somebody cancels stays erased. */
async function eraseFromBin(context: CallContext, isMeant: (id: Id) => boolean, { signal, progress }: JobContext<Progress>): Promise<{ records: number; files: number }> {
  const { store } = context;
  const contents = binContents(store).filter(({ id }) => isMeant(id));
  const batch = Batch.open(store, { code: 'bin.emptied', params: { count: contents.length } }, 'final');
  let records = 0;
  try {
    for (const [index, { record, id }] of contents.entries()) {
      if (signal.aborted) break;
      const { changed } = batch.commit((tx) => {
        records += ERASE[record](tx, id);
      });
      context.changed(changedEvent(changed));
      progress({ done: index + 1, total: contents.length });
      await breathe();
    }
  } finally {
    batch.close();
  }
  const files = await forget(context);
  context.changed({ history: '*' });
  return { records, files };
}

/** Each gives how many records that were. */
const ERASE: Record<BinItem['record'], (tx: Tx, id: Id) => number> = {
  contacts: (tx, id) => purgeContact(tx, id).records,
  entries(tx, id) {
    purgeRow(tx, 'entries', id);
    return 1;
  },
  reminders(tx, id) {
    purgeReminder(tx, id);
    return 1;
  },
  deals(tx, id) {
    purgeDeal(tx, id);
    return 1;
  },
};

/** A transaction of long work takes about this long, in milliseconds, so that others' calls go between. */
const STEP_MS = 20;

async function restoreFromBin(
  context: CallContext,
  chosen: { ids: Id[] } | { allBut: Id[] },
  { signal, progress }: JobContext<Progress>,
): Promise<{ changeId: Id; restored: number }> {
  const { store } = context;
  const named = new Set<string>('ids' in chosen ? chosen.ids : chosen.allBut);
  const records = binContents(store).filter(({ id }) => named.has(id) === 'ids' in chosen);
  const batch = Batch.open(store, { code: 'bin.restored', params: { count: records.length } });
  try {
    for (let at = 0; at < records.length; ) {
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled. Everything is still in the bin.');
      const { changed } = batch.commit((tx) => {
        const started = performance.now();
        while (at < records.length && performance.now() - started < STEP_MS) {
          const { record, id } = records[at++]!;
          if (record === 'deals') restoreDeal(tx, id);
          else tx.restore(record, id);
        }
      });
      context.changed(changedEvent(changed));
      progress({ done: at, total: records.length });
      await breathe();
    }
  } catch (cause) {
    await abandon(context, batch);
    context.changed({ contacts: '*', entries: '*', reminders: '*', deals: '*' });
    throw cause;
  }
  batch.close();
  context.changed({ history: '*' });
  return { changeId: batch.id, restored: records.length };
}

const RECENT = 'recentContacts';
const RECENT_MAX = 20;

export function searchCalls(context: CallContext): GroupHandlers<typeof search> {
  const { store } = context;
  const recentIds = (): Id[] => {
    const stored = getPreference(store, RECENT);
    return Array.isArray(stored) ? (stored.filter((id) => typeof id === 'string') as Id[]) : [];
  };
  return {
    find: ({ text, contacts, entries, deals, kind }) => find(store, text, { contacts, entries, deals, kind }),
    recent: () =>
      recentIds().flatMap((id) => {
        const n = store.prepare('SELECT rootN AS n FROM contacts WHERE id = ? AND hidden IN (0, 2)').get(idToBytes(id))?.n;
        const ref = n === undefined ? null : contactRefByN(store, n);
        return ref && !ref.hidden ? [ref] : [];
      }),
    opened: ({ id }) => {
      contactRow(store, id);
      setPreference(store, RECENT, [id, ...recentIds().filter((other) => other !== id)].slice(0, RECENT_MAX));
    },
  };
}
