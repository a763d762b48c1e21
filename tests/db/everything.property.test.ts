import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digests, visibleState } from '../../db/digest.ts';
import { type Finding, examine } from '../../db/doctor.ts';
import type { Store } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';
import { takeIn, wholeCommits, wholeFields, wholeRecords } from '../../db/whole.ts';
import { WholeCommit } from '../../db/whole-shape.ts';
import { doCall, randomCall } from '../support/random-calls.ts';
import { Replicas, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

/** More of them in the long suite. */
const RUNS = Number(process.env['KITH_RUNS'] ?? 60);

describe('everything in a profile, as plain objects', () => {
  it('makes an equal profile of an empty one: digests, records, what is seen, conflicts, undo', () => {
    fc.assert(
      fc.property(fc.array(randomCall, { maxLength: 30 }), (calls) => {
        withStores(2, ([before, after]) => {
          for (const call of calls) doCall(before!, call);
          takeIn(after!, asRead(before!));
          expectEqual(before!, after!);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('does so too of what several devices have written without knowing of each other', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ who: fc.nat({ max: 1 }), call: randomCall }) },
      { weight: 1, arbitrary: fc.record({ from: fc.nat({ max: 1 }), commits: fc.nat({ max: 4 }) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        withStores(3, ([one, other, copy]) => {
          const replicas = new Replicas([one!, other!]);
          for (const next of steps) {
            if ('call' in next) doCall([one!, other!][next.who]!, next.call);
            else replicas.deliver(next.from, 1 - next.from, next.commits);
          }
          replicas.deliverAll();
          takeIn(copy!, asRead(one!));
          expectEqual(one!, copy!);
        });
      }),
      { numRuns: RUNS },
    );
  });
});

/** Written as JSON and read again, as a file is. */
function asRead(store: Store): WholeCommit[] {
  return Array.from(wholeCommits(store), (commit) => WholeCommit.parse(JSON.parse(JSON.stringify(commit))));
}

function expectEqual(before: Store, after: Store): void {
  expect(digests(after)).toEqual(digests(before));
  expect(visibleState(after)).toBe(visibleState(before));
  expect(recordsOf(after)).toEqual(recordsOf(before));
  expect(conflictsOf(after)).toEqual(conflictsOf(before));
  expect([...wholeCommits(after)]).toEqual([...wholeCommits(before)]);
  expect(examined(after)).toEqual([]);
}

/** What the doctor finds, but for tags that two people made by one name. */
function examined(store: Store): Finding[] {
  const steps = examine(store, { list: () => [], has: () => true, size: () => 0, remove: () => undefined }, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.findings.filter(({ code }) => code !== 'same-tags');
}

const recordsOf = (store: Store): unknown => syncedTables.map(({ name }) => [name, ...wholeRecords(store, name, wholeFields()[name]!)]);

const conflictsOf = (store: Store): unknown => store.sql.prepare('SELECT tableNo, hex(recordId) AS id, col, hex(stamp) AS stamp, value FROM conflicts ORDER BY recordId, tableNo, col, stamp').all();

function withStores(count: number, run: (stores: Store[]) => void): void {
  const all = Array.from({ length: count }, (_, i) => aStore(i + 1, tickingPorts(i + 1)));
  try {
    run(all.map(({ store }) => store));
  } finally {
    for (const { remove } of all) remove();
  }
}
