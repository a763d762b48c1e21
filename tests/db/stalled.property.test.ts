import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { attentionOf } from '../../renderer/deals/attention.ts';
import { aDesk, plainCalls } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 15, 9);

const aStory = fc.record({
  staleDays: fc.option(fc.integer({ min: 1, max: 4 })),
  isPlanned: fc.boolean(),
  isNoted: fc.boolean(),
  outcome: fc.constantFrom(null, 'won' as const, 'lost' as const),
  age: fc.integer({ min: 0, max: 5 * 24 }),
});
/** Round whole days, where the rule turns. */
const aLook = fc.record({ days: fc.integer({ min: 0, max: 12 }), off: fc.constantFrom(-1, 0, 1) });

it('a list of stalled deals has those that are shown as stalled, at any moment', async () => {
  const ports = fakePorts(1, START);
  const calls = plainCalls(aDesk(temporaryFolder(), ports));
  const stages = new Map<number | null, Id>();
  await fc.assert(
    fc.asyncProperty(fc.array(aStory, { minLength: 1, maxLength: 5 }), aLook, async (stories, { days, off }) => {
      const { id: contactId } = await calls.contacts.create({ kind: 'person', fullName: 'Ada Lovelace' });
      const made = ports.now();
      for (const { staleDays, isPlanned, isNoted, outcome, age } of stories) {
        if (!stages.has(staleDays)) {
          const { id } = await calls.pipelines.create({ name: `After ${staleDays}`, stages: [{ name: 'Only', probability: 50, staleDays }] });
          stages.set(staleDays, (await calls.pipelines.list()).find((pipeline) => pipeline.id === id)!.stages[0]!.id);
        }
        const { id } = await calls.deals.create({ title: 'Pergola', stageId: stages.get(staleDays)!, contact: { id: contactId } });
        ports.advance(age * 3_600_000);
        if (isNoted) await calls.entries.create({ kind: 'note', body: 'x', participants: [], deals: [id] });
        if (isPlanned) await calls.deals.plan({ id, reminder: { purpose: 'Ring', due: '2026-01-16', zone: '' } });
        if (outcome) await calls.deals.close({ id, outcome });
      }
      const list = (filter: Parameters<typeof calls.deals.list>[0]['filter'], now: number) => calls.deals.list({ filter: [{ field: 'contact', contactId }, ...filter], sort: { by: 'created', descending: false }, limit: 50, now });
      const { rows } = await list([], 0);
      expect(rows).toHaveLength(stories.length);
      for (const now of [made + days * DAY_MS + off, rows[0]!.touchedAt + days * DAY_MS + off]) {
        const stalled = rows.filter((deal) => attentionOf(deal, now, 'UTC') === 'stalled').map(({ id }) => id);
        expect((await list([{ field: 'attention', is: 'stalled' }], now)).rows.map(({ id }) => id)).toEqual(stalled);
      }
    }),
    { numRuns: 60, examples: [[[{ staleDays: 2, isPlanned: false, isNoted: false, outcome: null, age: 0 }], { days: 2, off: 0 }]] },
  );
});
