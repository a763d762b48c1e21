import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digests, visibleState } from '../../db/digest.ts';
import { type Finding, examine } from '../../db/doctor.ts';
import type { Store } from '../../db/store.ts';
import { undo, undoState } from '../../db/undo.ts';
import { derivedMistakes } from '../support/derived.ts';
import { type RandomCall, doCall, randomCall } from '../support/random-calls.ts';
import { Replicas, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

/** More of them in the long suite. */
const RUNS = Number(process.env['KITH_RUNS'] ?? 60);

/** A change of what somebody in the bin owns shows them again, until it is undone. */
const IN_THE_BIN: RandomCall[] = [{ do: 'create', name: 'Ada', email: 'a@x.org', tag: 'vip' }, { do: 'remind', who: 0, due: { due: '2026-01-10', zone: '' }, repeat: { kind: 'rule', rule: 'FREQ=WEEKLY' } }, { do: 'remove', table: 'contacts', which: 0 }];
const SKIPPED_THERE: RandomCall[] = [{ do: 'skipAhead', which: 0, place: 0 }];

describe('random calls on one replica', () => {
  it('gives back the state before when everything is undone, and the state after when it is redone', () => {
    fc.assert(
      fc.property(fc.array(randomCall, { maxLength: 8 }), fc.array(randomCall, { minLength: 1, maxLength: 14 }), (before, calls) => {
        withStores(1, ([store]) => {
          for (const call of before) doCall(store!, call);
          const start = visibleState(store!);
          const startAt = lastDone(store!);
          const done = calls.filter((call) => call.do !== 'undo' && call.do !== 'redo' && call.do !== 'erase');
          for (const call of done) doCall(store!, call);
          const end = visibleState(store!);
          let undone = 0;
          for (let change = undoState(store!).undo; change && doneAt(store!, change.changeId) > startAt; change = undoState(store!).undo) {
            expect(undo(store!, change.changeId).kept).toEqual([]);
            undone++;
          }
          expect(visibleState(store!)).toBe(start);
          for (; undone > 0; undone--) expect(undo(store!, undoState(store!).redo!.changeId).kept).toEqual([]);
          expect(visibleState(store!)).toBe(end);
        });
      }),
      { numRuns: RUNS, examples: [[IN_THE_BIN, SKIPPED_THERE]] },
    );
  });

  it('keeps every derived value equal to one worked out anew', () => {
    fc.assert(
      fc.property(fc.array(randomCall, { minLength: 1, maxLength: 20 }), (calls) => {
        withStores(1, ([store]) => {
          for (const call of calls) doCall(store!, call);
          expect(derivedMistakes(store!)).toEqual([]);
        });
      }),
      { numRuns: RUNS },
    );
  });
});

describe('random calls on replicas', () => {
  const act = fc.record({ replica: fc.nat({ max: 2 }), call: randomCall, deliveries: fc.array(fc.record({ from: fc.nat({ max: 2 }), to: fc.nat({ max: 2 }), commits: fc.integer({ min: 1, max: 6 }) }), { maxLength: 3 }) });

  it.each([2, 3])('ends in one state on all %i of them, whatever was done where and heard when', (count) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 24 }), (acts) => {
        withStores(count, (stores) => {
          const replicas = new Replicas(stores);
          for (const { replica, call, deliveries } of acts) {
            doCall(stores[replica % count]!, call);
            for (const { from, to, commits } of deliveries) replicas.deliver(from % count, to % count, commits);
          }
          replicas.deliverAll();
          const [first, ...others] = stores as [Store, ...Store[]];
          for (const other of others) {
            expect(visibleState(other)).toBe(visibleState(first));
            expect(digests(other)).toEqual(digests(first));
            expect(conflicts(other)).toEqual(conflicts(first));
          }
          for (const store of stores) expect(examined(store)).toEqual([]);
          const settled = digests(first);
          replicas.repeatAll();
          expect(digests(first)).toEqual(settled);
        });
      }),
      { numRuns: RUNS },
    );
  });
});

function withStores(count: number, test: (stores: Store[]) => void): void {
  const made = Array.from({ length: count }, (_, i) => aStore(i + 1, tickingPorts(i + 1)));
  try {
    test(made.map(({ store }) => store));
  } finally {
    for (const { remove } of made) remove();
  }
}

/** What the doctor finds, but for tags that two people made by one name. */
function examined(store: Store): Finding[] {
  const steps = examine(store, { list: () => [], has: () => true, size: () => 0, remove: () => undefined }, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.findings.filter(({ code }) => code !== 'same-tags');
}

function conflicts(store: Store): unknown[] {
  return store.prepare('SELECT hex(recordId) AS record, tableNo, col, hex(stamp) AS stamp, value FROM conflicts ORDER BY 1, 2, 3, 4').all();
}

function lastDone(store: Store): number {
  return store.prepare('SELECT coalesce(max(n), 0) AS n FROM batches').get()!.n;
}

function doneAt(store: Store, changeId: string): number {
  return store.prepare('SELECT n FROM batches WHERE id = unhex(?)').get(changeId.replaceAll('-', ''))!.n;
}
