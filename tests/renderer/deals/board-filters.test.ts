import { describe, expect, it } from 'vitest';
import { DealCondition } from '../../../core/deal-filters.ts';
import { conditionToDraft, draftToCondition, opsOf, TARGETS } from '../../../renderer/features/deals/filters/conditions.ts';
import type { Draft } from '../../../renderer/features/deals/filters/conditions.ts';
import { boardFilter, inPipeline, withCondition, withState } from '../../../renderer/features/deals/views/definition.ts';
import { idOf } from '../show-feature.tsx';

const read = (draft: Draft, locale = 'en-GB') => draftToCondition(draft, { locale, currency: 'EUR' });

const VALUES: Record<string, string> = { owner: idOf(1), tag: idOf(2), amount: '2,500', close: '2026-08-31', contact: idOf(3), attention: 'stalled', source: 'Fair', stage: idOf(4), committed: 'yes', state: 'won', text: 'larch' };

describe('a condition on deals', () => {
  it.each(TARGETS.flatMap((target) => opsOf(target).map((op) => ({ target, op }))))('comes back as it was put together: $target $op', ({ target, op }) => {
    const condition = read({ target, op, value: op === 'empty' ? '' : VALUES[target]! });
    expect(DealCondition.safeParse(condition).success).toBe(true);
    expect(read(conditionToDraft(condition!, 'en-GB')!)).toEqual(condition);
  });

  it('reads an amount as the locale writes it, and another currency by its sign', () => {
    expect(read({ target: 'amount', op: 'atLeast', value: '2.500,50' }, 'de-DE')).toEqual({ field: 'amount', op: 'atLeast', minor: 2_500_50, currency: 'EUR' });
    expect(read({ target: 'amount', op: 'atMost', value: '£900' })).toEqual({ field: 'amount', op: 'atMost', minor: 900_00, currency: 'GBP' });
  });

  it.each<Draft>([
    { target: 'amount', op: 'atLeast', value: 'much' },
    { target: 'amount', op: 'atLeast', value: '-5' },
    { target: 'tag', op: 'is', value: '' },
    { target: 'close', op: 'by', value: '' },
    { target: 'state', op: 'is', value: 'maybe' },
  ])('is none while it cannot be read: $target $value', (draft) => expect(read(draft)).toBeNull());

  it('is nobody where no owner is named', () => expect(read({ target: 'owner', op: 'is', value: '' })).toEqual({ field: 'owner', op: 'is', memberId: null }));
});

describe('a filter', () => {
  it('is of open deals in this pipeline, unless it says otherwise', () => {
    expect(withState(inPipeline([], idOf(1)))).toEqual([{ field: 'pipeline', pipelineId: idOf(1) }, { field: 'state', is: 'open' }]);
    const own = [{ field: 'stage', stageId: idOf(5) }, { field: 'state', is: 'lost' }] as const;
    expect(withState(inPipeline([...own], idOf(1)))).toEqual(own);
  });

  it('loses on a board what only a list can show', () => {
    expect(boardFilter([{ field: 'state', is: 'won' }, { field: 'closed', from: 0, to: 1 }, { field: 'noAmount' }])).toEqual([{ field: 'noAmount' }]);
  });

  it('has one of a kind where two could not hold', () => {
    expect(withCondition([{ field: 'attention', is: 'none' }], { field: 'attention', is: 'stalled' })).toEqual([{ field: 'attention', is: 'stalled' }]);
    const two = withCondition([{ field: 'close', op: 'from', day: '2026-06-01' }], { field: 'close', op: 'by', day: '2026-06-30' });
    expect(two).toHaveLength(2);
    expect(withCondition(two, two[0]!)).toEqual(two);
  });
});
