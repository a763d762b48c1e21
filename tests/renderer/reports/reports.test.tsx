import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { ClosedRow } from '../../../core/api/deal-reports.ts';
import { monthAfter } from '../../../core/months.ts';
import { dayOf } from '../../../core/schedule.ts';
import { ReportsPage } from '../../../renderer/features/reports/reports-page.tsx';
import { aDeal, aPipeline, aStage, stageId } from '../deals/board-data.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';

const THIS = dayOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone).slice(0, 7);
const BEFORE = monthAfter(THIS, -1);
const DAY_MS = 86_400_000;
const LONG = 'Gartenpflegevertragsverlängerungsverhandlungen für die denkmalgeschützte Orangerie und ihre angrenzenden Gebäude';
const named = (month: string) => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));

const row = (key: string | null, outcome: ClosedRow['outcome'], count: number, minor: number): ClosedRow => ({ key, outcome, count, sums: [{ currency: 'EUR', amount: minor, weighted: minor }] });

const REASONS = ['Price', 'Timing', 'Distance', 'Budget', 'Season', 'Neighbour', 'Weather', LONG].map((name, at) => ({ id: idOf(500 + at), outcome: 'lost' as const, origin: '', name, retired: false }));

interface Asked {
  lists: unknown[];
  funnels: unknown[];
}

async function showReports(more: Answers = {}, options: { width?: number; locale?: string } = {}): Promise<Asked> {
  const asked: Asked = { lists: [], funnels: [] };
  const totals = { count: 20, sums: [{ currency: 'EUR', amount: 900_000, weighted: 450_000 }, { currency: 'GBP', amount: 100, weighted: 100 }] };
  let kept: unknown = { period: { kind: 'last12' }, pipelineId: null };
  await showFeature(
    <ReportsPage />,
    {
      pipelines: { list: () => [aPipeline([aStage(1), aStage(2, { name: LONG })])] },
      closeReasons: { list: () => REASONS },
      members: { list: () => [] },
      exchangeRates: { list: () => [] },
      targets: { list: () => [{ id: idOf(70), month: THIS, pipelineId: null, memberId: null, minor: 1_000_000, currency: 'EUR' }] },
      ...more,
      profile: { preference: ({ key }) => (key === 'reports.look' ? kept : null), setPreference: ({ key, value }) => void (key === 'reports.look' && (kept = value)) },
      deals: {
        totals: ({ filter }) => (filter.some(({ field }) => field === 'attention') ? { count: 3, sums: [] } : totals),
        list(input) {
          asked.lists.push(input.filter);
          return { rows: [aDeal(1, { title: 'Pergola', outcome: 'won', closedAt: Date.now() })], count: 1, sums: [], next: null };
        },
        ...more.deals,
      },
      dealReports: {
        funnel(input) {
          asked.funnels.push(input);
          return { stages: [{ stageId: stageId(1), entered: 12, open: 2, moved: 6, won: 1, lost: 3, medianStay: 4 * DAY_MS }, { stageId: stageId(2), entered: 6, open: 6, moved: 0, won: 0, lost: 0, medianStay: null }] };
        },
        closed: ({ from }) => ({ rows: from < Date.now() - 400 * DAY_MS ? [row(null, 'won', 1, 1), row(null, 'lost', 3, 1)] : [row(null, 'won', 6, 580_000), ...REASONS.map(({ id }, at) => row(id, 'lost', 9 - at, 100))] }),
        cycle: ({ from, months }) => ({ months: Array.from({ length: months }, (_, at) => ({ month: monthAfter(from, at), won: at === months - 2 ? 6 : 0, median: at === months - 2 ? 47 * DAY_MS : null })), median: 47 * DAY_MS, won: 6 }),
        accuracy: () => ({ rows: [{ month: BEFORE, currency: 'EUR', expected: 800_000, won: 580_000 }, { month: THIS, currency: 'EUR', expected: 100_000, won: 0 }] }),
        ...more.dealReports,
      },
    },
    options,
  );
  return asked;
}

const chart = (title: string) => page.getByRole('region', { name: title, exact: true });

describe('the reports', () => {
  it('begin with what was won, what is open, how often one wins and how long it takes', async () => {
    await showReports();
    await expect.element(page.getByRole('button', { name: /: €5,800$/ })).toBeVisible();
    await expect.element(page.getByText('6 deals · 58% of the target, €10,000')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Open, weighted: €4,500' })).toBeVisible();
    await expect.element(page.getByText('20 deals · 3 stalled')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Win rate: 12%' })).toBeVisible();
    await expect.element(page.getByText('25% in the time before')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Days from start to won: 47' })).toBeVisible();
    await expect.element(page.getByText(/^£1 is not in it: there is no exchange rate\./).first()).toBeVisible();
  });

  it('say of each stage which share of those that left it went on, and how long half of them stayed', async () => {
    const asked = await showReports();
    const mark = chart('Funnel').getByRole('button', { name: 'Stage 1, 12 deals, 70% of those who left it went on, median 4 days' });
    await mark.click();
    await expect.element(page.getByRole('complementary', { name: 'Stage 1: Came' })).toBeVisible();
    expect(asked.lists.at(-1)).toMatchObject([{ field: 'entered', stageId: stageId(1) }]);
    await chart('Funnel').getByRole('button', { name: 'Show the figures of Funnel' }).click();
    await chart('Funnel').getByRole('button', { name: 'Stage 1, Lost: 3' }).click();
    await expect.poll(() => asked.lists.at(-1)).toMatchObject([{ field: 'entered', leftAs: 'lost' }]);
  });

  it('put together what is beyond six reasons, tell it in the table, and say how many have none', async () => {
    const asked = await showReports();
    const lost = chart('Won and lost');
    await expect.element(lost.getByRole('button', { name: 'Price, Lost, 9 deals, €1' })).toBeVisible();
    await expect.element(lost.getByRole('button', { name: 'Other, Lost, 9 deals' })).toBeVisible();
    expect(lost.getByRole('button', { name: /^Weather, Lost/ }).query()).toBeNull();
    await lost.getByRole('button', { name: 'Show the figures of Won and lost' }).click();
    await expect.element(lost.getByRole('button', { name: 'Lost, Weather, Deals: 3' })).toBeVisible();
    await lost.getByRole('button', { name: 'Lost, Weather, Deals: 3' }).click();
    expect(asked.lists.at(-1)).toContainEqual({ field: 'reason', reasonId: REASONS[6]!.id });
    await expect.element(lost.getByText(/^6 closed deals have no reason\./)).toBeVisible();
    await lost.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(() => asked.lists.at(-1)).toContainEqual({ field: 'reason', reasonId: null });
  });

  it('say how wrong each month was, in money and percent, and nothing yet of the one that is not over', async () => {
    await showReports();
    const accuracy = chart('Forecast against what came');
    await expect.element(accuracy.getByText('off by 28% on average, €2,200 in all')).toBeVisible();
    await accuracy.getByRole('button', { name: 'Show the figures of Forecast against what came' }).click();
    const textOf = (name: string) => accuracy.getByRole('row', { name: new RegExp(`^${name}`) }).element().textContent;
    await expect.poll(() => textOf(`${named(BEFORE)} ${named(BEFORE)}, Expected: €8,000`)).toMatch(/€8,000€5,800-€2,200-28%$/);
    expect(textOf(`${named(THIS)}, so far`)).toMatch(/€1,000€0-€1,000–$/);
  });

  it('open what a month was expected to bring, also one in which nothing came, and say that the deals are as they are today', async () => {
    const asked = await showReports();
    const accuracy = chart('Forecast against what came');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await accuracy.getByRole('button', { name: 'Show the figures of Forecast against what came' }).click();
    const figure = accuracy.getByRole('button', { name: `${named(BEFORE)}, Expected: €8,000` });
    await figure.click();
    const list = page.getByRole('complementary', { name: `Expected, ${named(BEFORE)}` });
    await expect.element(list.getByText(`When ${named(BEFORE)} began, €8,000 was expected. The deals are shown as they are today.`)).toBeVisible();
    expect(asked.lists.at(-1)).toEqual([{ field: 'expectedThen', month: BEFORE, zone, pipelineId: null }]);
    await userEvent.keyboard('{Escape}');
    await expect.element(figure).toHaveFocus();
    const mark = accuracy.getByRole('button', { name: `${named(THIS)}, so far, expected €1,000, won €0` });
    (mark.element() as unknown as SVGElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => asked.lists.at(-1)).toEqual([{ field: 'expectedThen', month: THIS, zone, pipelineId: null }]);
  });

  it('open the deals of a mark by key', async () => {
    const asked = await showReports();
    const mark = chart('Days from start to won').getByRole('button', { name: `${named(BEFORE)}, median 47 days, 6 deals won` });
    await expect.element(mark).toBeInTheDocument();
    (mark.element() as unknown as SVGElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('complementary', { name: `Won, ${named(BEFORE)}` })).toBeVisible();
    expect(asked.lists.at(-1)).toContainEqual({ field: 'closed', from: expect.any(Number), to: expect.any(Number) });
    await expect.element(page.getByRole('complementary').getByRole('link', { name: /^Pergola/ })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(mark).toHaveFocus();
  });

  it('are about the time that was chosen, which is kept', async () => {
    const asked = await showReports();
    await expect.poll(() => asked.funnels.length).toBe(1);
    await page.getByRole('button', { name: 'Last 12 months' }).click();
    await page.getByRole('menuitem', { name: 'All time' }).click();
    await expect.poll(() => asked.funnels.at(-1)).toMatchObject({ from: 0, to: Number.MAX_SAFE_INTEGER });
    await expect.element(page.getByRole('button', { name: 'All time' })).toBeVisible();
    await expect.element(chart('Days from start to won').getByText('Only the last 36 months.')).toBeVisible();
    await page.getByRole('button', { name: 'All time' }).click();
    await page.getByRole('menuitem', { name: 'From month to month …' }).click();
    await expect.element(page.getByRole('button', { name: /^From/ }).or(page.getByRole('button', { name: / From$/ })).first()).toBeVisible();
  });

  it('say what they are made of while there is nothing', async () => {
    await showReports({ deals: { totals: () => ({ count: 0, sums: [] }) } });
    await expect.element(page.getByText(/^Reports are made of deals/)).toBeVisible();
    expect(page.getByRole('region').query()).toBeNull();
  });

  it('say what could not be had, each by itself, and ask again', async () => {
    let isBroken = true;
    await showReports({
      dealReports: {
        accuracy() {
          if (isBroken) throw new CallError('internal', 'no');
          return { rows: [] };
        },
      },
    });
    await expect.element(chart('Funnel')).toBeVisible();
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Nothing was expected or won in this time.')).toBeVisible();
  });

  it.each([
    ['en-GB', 320, 'Funnel'],
    ['de-DE', 1280, 'Trichter'],
  ])('leave nothing for axe to find and nothing beside the window, in %s at %i px', async (locale, width, title) => {
    await showReports({}, { locale, width });
    await expect.element(chart(title)).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    const { violations } = await axe.run('#root', { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});
