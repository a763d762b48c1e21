import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { ForecastRow } from '../../../core/api/deals.ts';
import type { DealCard } from '../../../core/deals.ts';
import { monthAfter } from '../../../core/months.ts';
import { dayOf } from '../../../core/schedule.ts';
import { PipelinePage } from '../../../renderer/features/deals/pipeline-page.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { aDeal as aCard, aPipeline, aStage } from './board-data.ts';

const THIS = dayOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone).slice(0, 7);
const month = (by: number) => monthAfter(THIS, by);
const monthName = (by: number) => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month(by)}-01`));

const aDeal = (number: number, title: string, change: Partial<DealCard> = {}): DealCard =>
  aCard(number, { title, owner: { id: idOf(1), name: 'Maren' }, amount: { minor: 100_000 * number, currency: 'EUR' }, probability: 50, expectedClose: `${month(1)}-14`, staleDays: null, ...change });

interface Story {
  shown: Shown;
  deals: DealCard[];
}

/** Deals in the page's own memory, added up as the database does. */
async function showForecast(deals: DealCard[], more: Answers = {}, options: { width?: number; locale?: string } = {}): Promise<Story & { viewChanged: (viewId: string) => void }> {
  const story = { deals } as Story;
  const rowsOf = (from: string): ForecastRow[] =>
    story.deals.map((deal) => {
      const own = deal.expectedClose === '' ? 'none' : deal.expectedClose.slice(0, 7) < from ? 'before' : deal.expectedClose.slice(0, 7);
      const minor = deal.amount?.minor ?? 0;
      return { month: own, key: null, currency: deal.amount?.currency ?? 'EUR', open: 1, weighted: Math.trunc((minor * deal.probability + 50) / 100), best: minor, committed: deal.committed ? minor : 0, committedCount: Number(deal.committed), won: 0, wonCount: 0 };
    });
  const viewChanged = vi.fn<(viewId: string) => void>();
  const answers: Answers = {
    dealViews: { list: () => [] },
    pipelines: { list: () => [aPipeline([aStage(1)])] },
    members: { list: () => [] },
    targets: { list: () => [{ id: idOf(70), month: month(1), pipelineId: null, memberId: null, minor: 400_000, currency: 'EUR' }] },
    exchangeRates: { list: () => [] },
    ...more,
    deals: {
      forecast: ({ from }) => ({ rows: rowsOf(from) }),
      list({ filter }) {
        const rows = story.deals.filter(({ expectedClose }) =>
          filter.every((condition) => (condition.field === 'noClose' ? expectedClose === '' : condition.field !== 'close' || (expectedClose !== '' && (condition.op === 'by' ? expectedClose <= condition.day : expectedClose >= condition.day)))),
        );
        return { rows, count: rows.length, sums: [], next: null };
      },
      update({ id, fields }) {
        story.deals = story.deals.map((deal) => (deal.id === id ? { ...deal, expectedClose: fields.expectedClose! } : deal));
        return { changeId: idOf(900) };
      },
      ...more.deals,
    },
  };
  story.shown = await showFeature(<PipelinePage viewId="forecast" pipelineId={undefined} onViewChange={viewChanged} />, answers, options);
  return Object.assign(story, { viewChanged });
}

const figure = (name: string) => page.getByRole('button', { name, exact: true });
const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });

describe('the forecast', () => {
  it('adds up by month, against the target, with what is late and what has no date in rows of their own', async () => {
    await showForecast([aDeal(1, 'Pergola'), aDeal(2, 'Decking', { committed: true }), aDeal(3, 'Late', { expectedClose: `${month(-2)}-01` }), aDeal(4, 'Some day', { expectedClose: '' })]);
    await expect.element(figure(`${monthName(1)}, Weighted: €1,500`)).toBeVisible();
    await expect.element(figure(`${monthName(1)}, Best case: €3,000`)).toBeVisible();
    await expect.element(figure(`${monthName(1)}, Committed: €2,000`)).toBeVisible();
    await expect.element(figure(`${monthName(1)}, Target: €4,000`)).toBeVisible();
    await expect.element(rowOf(monthName(1)).getByText('38%')).toBeVisible();
    await expect.element(figure(`Overdue, before ${monthName(0)}, Weighted: €1,500`)).toBeVisible();
    await expect.element(figure('No date, Best case: €4,000')).toBeVisible();
    expect(page.getByRole('table').getByRole('row').all()).toHaveLength(15);
  });

  it('adds nothing up across currencies without a rate, says so, and says which rates it used', async () => {
    await showForecast([aDeal(1, 'Pergola'), aDeal(2, 'Wall', { amount: { minor: 70_000, currency: 'GBP' } }), aDeal(3, 'Deck', { amount: { minor: 100_000, currency: 'USD' } })], {
      exchangeRates: { list: () => [{ id: idOf(80), currency: 'USD', base: 'EUR', day: '2026-01-05', rate: '0.9' }] },
    });
    await expect.element(figure(`${monthName(1)}, Best case: €1,900`)).toBeVisible();
    await expect.element(page.getByText(/^£700 is not in it: there is no exchange rate\./)).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Add a rate' })).toHaveAttribute('href', '#/settings/rates');
    await expect.element(page.getByText('Put into EUR at today’s rates: USD of 5 Jan 2026.')).toBeVisible();
  });

  it('opens the deals behind a number, and moves one by key: at once, said, with the way back', async () => {
    let answer = () => {};
    const story = await showForecast([aDeal(1, 'Pergola'), aDeal(2, 'Decking')], { deals: { update: () => new Promise((resolve) => (answer = () => resolve({ changeId: idOf(900) }))) } });
    await figure(`${monthName(1)}, Weighted: €1,500`).click();
    await expect.element(page.getByRole('link', { name: /^Pergola/ })).toHaveFocus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await expect.element(figure(`${monthName(2)}, Weighted: €500`)).toBeVisible();
    await expect.element(figure(`${monthName(1)}, Weighted: €1,000`)).toBeVisible();
    await expect.element(page.getByRole('link', { name: /^Decking/ })).toHaveFocus();
    expect(page.getByRole('link', { name: /^Pergola/ }).query()).toBeNull();
    expect(story.shown.announced).toContain(`Pergola should now close in ${monthName(2)}`);
    await expect.poll(() => story.shown.calls.filter(({ name }) => name === 'deals.update').map(({ input }) => input)).toEqual([{ id: idOf(1), fields: { expectedClose: `${month(2)}-14` } }]);
    answer();
    await expect.poll(() => story.shown.toasts.at(-1)).toMatchObject({ text: `Pergola should now close in ${monthName(2)}`, action: { label: 'Undo' } });
  });

  it('puts a deal back where the move was refused', async () => {
    const story = await showForecast([aDeal(1, 'Pergola')], { deals: { update: () => { throw new CallError('deal-not-found', 'gone'); } } });
    await figure(`${monthName(1)}, Weighted: €500`).click();
    await expect.element(page.getByRole('link', { name: /^Pergola/ })).toHaveFocus();
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await expect.poll(() => story.shown.toasts.at(-1)?.tone).toBe('danger');
    await expect.element(figure(`${monthName(1)}, Weighted: €500`)).toBeVisible();
    await expect.element(page.getByRole('link', { name: /^Pergola/ })).toBeVisible();
  });

  it('moves one by a menu, and by a drag onto a month', async () => {
    const story = await showForecast([aDeal(1, 'Pergola'), aDeal(2, 'Decking', { expectedClose: `${month(1)}-05` })]);
    await figure(`${monthName(1)}, Weighted: €1,500`).click();
    await expect.element(page.getByRole('link', { name: /^Pergola/ })).toHaveFocus();
    await page.getByRole('button', { name: 'Month in which Pergola should close' }).click();
    await page.getByRole('menuitem', { name: monthName(4) }).click();
    await expect.element(figure(`${monthName(4)}, Weighted: €500`)).toBeVisible();
    await userEvent.dragAndDrop(page.getByRole('listitem').filter({ hasText: 'Decking' }), page.getByRole('rowheader', { name: monthName(3) }));
    await expect.element(figure(`${monthName(3)}, Weighted: €1,000`)).toBeVisible();
    expect(story.deals.map(({ expectedClose }) => expectedClose)).toEqual([`${month(4)}-14`, `${month(3)}-05`]);
  });

  it('gives the focus back to the number when Esc closes the list', async () => {
    await showForecast([aDeal(1, 'Pergola')]);
    await figure(`${monthName(1)}, Weighted: €500`).click();
    await expect.element(page.getByRole('link', { name: /^Pergola/ })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(figure(`${monthName(1)}, Weighted: €500`)).toHaveFocus();
    expect(page.getByRole('complementary').query()).toBeNull();
  });

  it('goes by quarters and by other years', async () => {
    await showForecast([aDeal(1, 'Pergola')]);
    await page.getByRole('radio', { name: 'Quarters' }).click();
    await expect.element(page.getByRole('rowheader', { name: /^Q\d \d{4}$/ }).first()).toBeVisible();
    expect(page.getByRole('rowheader').all()).toHaveLength(4);
    await page.getByRole('radio', { name: 'Months' }).click();
    await page.getByRole('button', { name: 'Twelve months later' }).click();
    await expect.element(page.getByRole('rowheader', { name: monthName(12), exact: true })).toBeVisible();
    await expect.element(figure(`Before ${monthName(12)}, Weighted: €500`)).toBeVisible();
    await page.getByRole('button', { name: 'From this month' }).click();
    await expect.element(page.getByRole('rowheader', { name: monthName(0), exact: true })).toBeVisible();
  });

  it('says what it is for while there is nothing, what went wrong, and leads to the board', async () => {
    const { viewChanged } = await showForecast([], { targets: { list: () => [] } });
    await expect.element(page.getByText(/Nothing to foresee yet/)).toBeVisible();
    await page.getByRole('radio', { name: 'Board' }).click();
    await expect.poll(() => vi.mocked(viewChanged).mock.calls).toEqual([['all']]);
  });

  it('says when it could not be had, and asks again', async () => {
    let isBroken = true;
    await showForecast([aDeal(1, 'Pergola')], { targets: { list: () => { if (isBroken) throw new CallError('internal', 'no'); return []; } } });
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(figure(`${monthName(1)}, Weighted: €500`)).toBeVisible();
  });

  it('leaves nothing for axe to find, in German and narrow', async () => {
    await showForecast([aDeal(1, 'Gartenpflegevertragsverlängerungsverhandlungen für die denkmalgeschützte Orangerie und ihre angrenzenden Gebäude'), aDeal(2, 'Deck', { amount: { minor: 5, currency: 'GBP' } })], {}, { width: 375, locale: 'de-DE' });
    await expect.element(page.getByRole('button', { name: /Gewichtet: 500/ })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(375);
    const { violations } = await axe.run('#root', { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});
