import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { HistoryItem } from '../../../core/api/history.ts';
import { RecordHistory } from '../../../renderer/record/record-history.tsx';
import { idOf, showFeature } from '../show-feature.tsx';

const item = (part: Partial<HistoryItem>): HistoryItem => ({
  changeId: idOf(1),
  at: Date.parse('2026-03-02T10:00:00Z'),
  code: 'deal.updated',
  member: 'Maren',
  device: '',
  table: 'deals',
  recordId: idOf(5),
  field: null,
  op: 'updated',
  before: null,
  after: null,
  ...part,
});

it('tells what became of a deal in the words of its page', async () => {
  const items = [
    item({ field: 'stageId', before: 'start:1', after: 'start:2' }),
    item({ field: 'orderKey', before: 'a0', after: 'a1' }),
    item({ table: 'stageChanges', op: 'inserted', after: 'start:2' }),
    item({ field: 'probability', before: 10, after: 40 }),
    item({ field: 'outcome', before: '', after: 'lost' }),
    item({ field: 'reasonId', before: null, after: 'start:timing' }),
    item({ table: 'dealContacts', field: 'role', before: '', after: 'decides' }),
  ];
  await showFeature(<RecordHistory id={idOf(5)} onClose={() => {}} />, { history: { of: () => ({ items, next: null }) }, fields: { list: () => [] } });
  const lines = page.getByRole('dialog').getByRole('listitem');
  await expect.element(page.getByText('Probability')).toBeVisible();
  const said = lines.elements().map(({ textContent }) => textContent);
  expect(said.slice(1)).toEqual(['StageEnquiry → In talks', 'Probability10% → 40%', 'Outcome– → Lost', 'Reason– → Timing', 'Role– → Decides']);
});
