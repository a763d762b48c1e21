import { describe, expect, it } from 'vitest';
import { attentionOf, daysSince } from '../../../renderer/deals/attention.ts';
import { sumsText } from '../../../renderer/deals/deal-money.tsx';
import { partiesOf } from '../../../renderer/deals/named-contacts.ts';
import { dealDraftText, emptyDeal, lineOf, newDealOf, percentOf, readDealDraft, valueOf } from '../../../renderer/deals/new-deal-draft.ts';
import { emptyLine, readLine, typedLines, typedSum } from '../../../renderer/features/deals/page/line-draft.ts';
import { daysByStage } from '../../../renderer/features/deals/page/stage-stays.ts';
import { makeFormats } from '../../../renderer/i18n/formats.ts';
import { idOf } from '../show-feature.tsx';
import { aDeal, stageId } from './board-data.ts';
import { aRef, aWholeDeal } from './show-deal.tsx';

const NOW = Date.UTC(2026, 5, 16, 12);
const DAY = 86_400_000;

describe('how a deal stands with its next step', () => {
  const next = (due: string) => ({ id: idOf(5), kind: 'call', purpose: '', due, zone: '' });
  it.each([
    ['planned', { next: next('2026-06-16') }],
    ['overdue', { next: next('2026-06-15') }],
    ['none', { touchedAt: NOW - 14 * DAY + 1 }],
    ['stalled', { touchedAt: NOW - 14 * DAY }],
    ['none', { touchedAt: NOW - 900 * DAY, staleDays: null }],
    ['planned', { touchedAt: NOW - 900 * DAY, next: next('2026-07-01') }],
    [null, { outcome: 'won' as const, touchedAt: NOW - 900 * DAY }],
  ])('is %s', (attention, deal) => {
    expect(attentionOf(aDeal(1, { touchedAt: NOW, ...deal }), NOW, 'UTC')).toBe(attention);
  });

  it('counts whole days', () => {
    expect([daysSince(NOW - DAY + 1, NOW), daysSince(NOW - DAY, NOW), daysSince(NOW + DAY, NOW)]).toEqual([0, 1, 0]);
  });

  it('counts no days before a move that was made within this minute', () => {
    expect([...daysByStage([{ stageId: stageId(1), from: NOW + 30_000, to: null, outcome: null }], NOW)]).toEqual([[stageId(1), 0]]);
  });

  it('adds up the days of a stage that it was in twice', () => {
    const stay = (number: number, from: number, to: number | null) => ({ stageId: stageId(number), from: NOW + from * DAY, to: to === null ? null : NOW + to * DAY, outcome: null });
    expect([...daysByStage([stay(1, -10, -7), stay(2, -7, -5.5), stay(1, -5.5, null)], NOW)]).toEqual([[stageId(1), 8], [stageId(2), 1]]);
  });
});

it('says sums of each currency by itself, and no decimals where there are none', () => {
  const sums = [{ currency: 'EUR', amount: 24_800_00 }, { currency: 'GBP', amount: 31_200_50 }];
  expect(sumsText(sums, makeFormats('en-GB'))).toBe('€24,800 + £31,200.50');
  expect(sumsText([], makeFormats('en-GB'))).toBe('');
});

describe('whom a line names', () => {
  const ada = aRef(1, 'Ada');
  const bakery = aRef(2, 'Corner Bakery', 'organisation');
  it.each([
    ['those who are there by what they are', ['Ada', 'Corner Bakery'], [ada, bakery], 'Ada', 'Corner Bakery'],
    ['a new name as an organisation', ['Corner Bakery'], [null], null, 'Corner Bakery'],
    ['a new name beside an organisation as a person', ['Corner Bakery', 'Ada'], [bakery, null], 'Ada', 'Corner Bakery'],
    ['two new names as an organisation and a person', ['Corner Bakery', 'Ada'], [null, null], 'Ada', 'Corner Bakery'],
  ])('takes %s', (_, names, known, contact, organisation) => {
    const parties = partiesOf(names, known);
    expect([parties.contact?.name ?? null, parties.organisation?.name ?? null]).toEqual([contact, organisation]);
  });
});

describe('the form of a new deal', () => {
  const HOURS = { workFrom: '09:00', workTo: '17:00', workingDays: [1, 2, 3, 4, 5] };
  const begun = emptyDeal({}, idOf(1), 'EUR', undefined, undefined);

  it('goes by the line until a field says otherwise', () => {
    const typed = { ...begun, line: 'Pergola @Bakery 9.400' };
    const read = lineOf(typed, 'de-DE');
    expect(valueOf(typed, read, 'de-DE')).toEqual({ minor: 940_000, currency: 'EUR' });
    expect(valueOf({ ...typed, value: '4.800' }, read, 'de-DE')).toEqual({ minor: 480_000, currency: 'EUR' });
    expect(valueOf({ ...typed, value: ' ' }, read, 'de-DE')).toBeNull();
    expect(valueOf({ ...typed, value: 'much' }, read, 'de-DE')).toBeUndefined();
  });

  it('keeps a draft of what was typed, and none of nothing', () => {
    expect(dealDraftText({ ...begun, stageId: stageId(2) }, begun)).toBe('');
    const typed = { ...begun, line: 'Pergola', contact: { id: null, name: 'Ada' } };
    expect(readDealDraft(dealDraftText(typed, begun))).toEqual(typed);
    expect(readDealDraft('{"line":7}')).toBeNull();
    expect(readDealDraft('half')).toBeNull();
  });

  it('sends the next action with its day, and not without words', () => {
    const understood = { title: 'Pergola', contact: null, organisation: { id: null, name: 'Bakery' }, amount: { minor: 100, currency: 'GBP' }, probability: 40 };
    const typed = { ...begun, next: { purpose: ' Call ', kind: 'call' as const, when: { on: '2026-06-19', at: '' } } };
    expect(newDealOf(typed, understood, NOW, HOURS)).toMatchObject({ title: 'Pergola', contact: null, organisation: { name: 'Bakery' }, minor: 100, currency: 'GBP', probability: 40, next: { purpose: 'Call', kind: 'call', due: '2026-06-19', zone: '' } });
    expect(newDealOf(begun, understood, NOW, HOURS)).not.toHaveProperty('next');
  });

  it.each([['', null], ['40', 40], ['40 %', 40], ['100', 100], ['101', undefined], ['4.5', undefined], ['-1', undefined]])('reads %j percent', (typed, percent) => {
    expect(percentOf(typed)).toBe(percent);
  });
});

describe('a line of a deal, typed', () => {
  const line = (change: object) => ({ ...emptyLine('new 1'), text: 'Posts', ...change });

  it('is read as its locale writes numbers', () => {
    expect(readLine(line({ quantity: '2,5', price: '1.200,50', discount: '7,5 %' }), 'EUR', 'de-DE').line).toMatchObject({ quantity: 2_500, price: 120_050, discount: 750, recurring: '', times: 1 });
    expect(readLine(line({ quantity: '2.5', price: '1,200.50' }), 'EUR', 'en-GB').line).toMatchObject({ quantity: 2_500, price: 120_050, discount: 0 });
    expect(readLine(line({ quantity: '1.234', price: '5' }), 'EUR', 'en-GB').line).toMatchObject({ quantity: 1_234 });
  });

  it.each([
    ['quantity', { quantity: 'many' }],
    ['quantity', { quantity: '-1' }],
    ['quantity', { quantity: '1.2345' }],
    ['price', { price: 'much' }],
    ['price', { price: '£3' }],
    ['discount', { price: '3', discount: '101' }],
    ['times', { price: '3', recurring: 'P1M', times: '0' }],
  ])('says that its %s cannot be read', (problem, change) => {
    expect(readLine(line(change), 'EUR', 'en-GB')).toEqual({ line: null, problem });
  });

  it('comes back as it was written, and adds up', () => {
    const deal = aWholeDeal({ lines: [{ id: idOf(5), productId: null, product: '', text: 'Posts', quantity: 2_500, price: 10_000, discount: 1_000, recurring: 'P1M', times: 12, amount: 0 }] });
    const typed = typedLines(deal, 'de-DE');
    expect(typed).toMatchObject([{ quantity: '2,5', price: '100,00', discount: '10', times: '12' }]);
    expect(typedSum(typed, 'EUR', 'de-DE')).toBe(270_000);
  });
});
