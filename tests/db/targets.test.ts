import { describe, expect, it } from 'vitest';
import { aDesk, plainCalls } from '../support/desk.ts';

describe('targets', () => {
  it('are set from a month until another in one change, and taken back as one', async () => {
    const calls = plainCalls(aDesk());
    const target = { pipelineId: null, memberId: null, currency: 'EUR' };
    const months = async () => (await calls.targets.list({ from: '2026-01', to: '2027-12' })).map(({ month, minor }) => [month, minor]);
    await calls.targets.set({ ...target, month: '2026-11', minor: 100 });
    await calls.targets.set({ ...target, month: '2026-10', until: '2027-01', minor: 500 });
    expect(await months()).toEqual([['2026-10', 500], ['2026-11', 500], ['2026-12', 500], ['2027-01', 500]]);
    await calls.history.undo({});
    expect(await months()).toEqual([['2026-11', 100]]);
    await calls.history.redo();
    await calls.targets.set({ ...target, month: '2026-11', until: '2026-12', minor: null });
    expect(await months()).toEqual([['2026-10', 500], ['2027-01', 500]]);
  });
});
