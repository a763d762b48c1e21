import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { openCloseDeal } from '../../../renderer/deals/intent.ts';
import { DealPage } from '../../../renderer/features/deals/page/deal-page.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';
import { aPipeline, aStage, stageId } from './board-data.ts';
import { aRef, aWholeDeal, inputsOf, REASONS, showDeal } from './show-deal.tsx';

const stage = (name: RegExp) => page.getByRole('list', { name: 'Stages' }).getByRole('button', { name });
const deal = aWholeDeal();

describe('the page of a deal', () => {
  it('shows a move before it is written, and where it was when that is refused', async () => {
    let refuse: (error: unknown) => void = () => {};
    const shown = await showDeal(() => deal, { deals: { move: () => new Promise((_, reject) => (refuse = reject)) } });
    await stage(/Quoted/).click();
    await expect.element(stage(/Quoted/)).toHaveAttribute('aria-current', 'step');
    await expect.poll(() => inputsOf(shown, 'deals.move')).toEqual([{ id: deal.id, stageId: stageId(3), after: null }]);
    refuse(new CallError('deal-needs', 'no', { missing: ['expectedClose'] }));
    await expect.element(stage(/Enquiry/)).toHaveAttribute('aria-current', 'step');
    expect(shown.toasts.at(-1)?.text).toMatch(/^This stage asks for more: .+/);
  });

  it('goes from stage to stage by the arrows as one tab stop, and moves only when one is pressed', async () => {
    const shown = await showDeal(() => deal);
    await expect.element(stage(/Enquiry/)).toBeVisible();
    (stage(/Enquiry/).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(stage(/Quoted/).element());
    expect(inputsOf(shown, 'deals.move')).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.move')).toHaveLength(1);
  });

  it('goes to a stage of another pipeline by S and the menu', async () => {
    const other = aPipeline([aStage(41, { name: 'Briefing' })], { id: idOf(840), name: 'Fairs' });
    const own = aPipeline([aStage(1, { name: 'Enquiry' }), aStage(3, { name: 'Quoted' })], { id: idOf(800) });
    const shown = await showDeal(() => deal, { pipelines: { list: () => [other, own] } });
    await expect.element(stage(/Enquiry/)).toBeVisible();
    await userEvent.keyboard('s');
    await expect.element(page.getByRole('menu')).toBeVisible();
    expect(page.getByRole('menuitem').elements().map(({ textContent }) => textContent)).toEqual(['Enquiry', 'Quoted', 'Briefing']);
    await page.getByRole('menuitem', { name: 'Briefing' }).click();
    await expect.poll(() => inputsOf(shown, 'deals.move')).toEqual([{ id: deal.id, stageId: stageId(41), after: null }]);
  });

  it('says that nothing is planned, and plans what is typed', async () => {
    const shown = await showDeal(() => deal);
    const next = page.getByRole('region', { name: 'Next action' });
    await expect.element(next.getByText('No next action')).toBeVisible();
    await next.getByRole('textbox').fill('Send the drawing');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.plan')).toMatchObject([{ id: deal.id, reminder: { purpose: 'Send the drawing', kind: 'call', zone: '' } }]);
  });

  it('says for how many days it has stalled', async () => {
    await showDeal(() => aWholeDeal({ touchedAt: Date.now() - 20 * 86_400_000 }));
    await expect.element(page.getByRole('region', { name: 'Next action' }).getByText('Stalled, 20 days')).toBeVisible();
  });

  it('writes an entry with its people and about it', async () => {
    const shown = await showDeal(() => deal);
    await page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: 'Note' }).fill('Larch');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => inputsOf(shown, 'entries.create')).toMatchObject([{ body: 'Larch', participants: [idOf(701)], deals: [deal.id] }]);
  });

  it('takes an entry about a deal with nobody', async () => {
    const shown = await showDeal(() => aWholeDeal({ contact: null, contacts: [] }));
    await page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: 'Note' }).fill('Larch');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => inputsOf(shown, 'entries.create')).toMatchObject([{ participants: [], deals: [deal.id] }]);
  });

  it('ticks a step at once', async () => {
    const shown = await showDeal(() => aWholeDeal({ steps: [{ id: idOf(50), text: 'Measure', doneAt: null }] }), { deals: { setStep: () => new Promise(() => {}) } });
    await page.getByRole('checkbox', { name: 'Measure' }).click();
    await expect.element(page.getByRole('checkbox', { name: 'Measure' })).toBeChecked();
    await expect.poll(() => inputsOf(shown, 'deals.setStep')).toEqual([{ id: deal.id, stepId: idOf(50), done: true }]);
  });

  it('sends lines in their order, without empty ones', async () => {
    const shown = await showDeal(() => deal);
    await page.getByRole('button', { name: 'Add lines' }).click();
    await page.getByRole('combobox', { name: 'Product or words' }).fill('Posts');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('textbox', { name: 'Price' }).fill('100');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByRole('button', { name: 'Save' }).last().click();
    await expect.poll(() => inputsOf(shown, 'deals.setLines')).toEqual([{ id: deal.id, lines: [{ productId: null, text: 'Posts', quantity: 1_000, price: 10_000, discount: 0, recurring: '', times: 1 }] }]);
  });

  it('names what of a line cannot be read, and keeps the dialog', async () => {
    const shown = await showDeal(() => deal);
    await page.getByRole('button', { name: 'Add lines' }).click();
    await page.getByRole('textbox', { name: 'Price' }).fill('much');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('This is no amount.')).toBeVisible();
    expect(document.activeElement).toBe(page.getByRole('textbox', { name: 'Price' }).element());
    expect(inputsOf(shown, 'deals.setLines')).toEqual([]);
  });

  const NOBODY: Answers = { search: { find: () => ({ contacts: [], entries: [], deals: [] }), recent: () => [], opened: () => {} } };

  it.each([
    ['Contact', 'person', { contact: { name: 'Bo Ek' } }],
    ['Organisation', 'organisation', { organisation: { name: 'Bo Ek' } }],
  ] as const)('makes somebody new as its %s, and hands the focus back', async (field, kind, named) => {
    let shownDeal = aWholeDeal({ contact: null, contacts: [] });
    const shown = await showDeal(() => shownDeal, {
      ...NOBODY,
      deals: {
        update() {
          shownDeal = { ...shownDeal, [field.toLowerCase()]: { ...aRef(750, 'Bo Ek', kind) } };
          return { changeId: idOf(999) };
        },
      },
    });
    await page.getByRole('button', { name: new RegExp(`^Edit ${field}`, 'i') }).click();
    await page.getByRole('combobox', { name: field }).fill(' Bo Ek ');
    await expect.element(page.getByRole('option', { name: `Create ${kind} “Bo Ek”` })).toBeVisible();
    expect(page.getByRole('option').all()).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.update')).toEqual([{ id: deal.id, fields: {}, ...named }]);
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['Bo Ek added to the deal']);
    await expect.element(page.getByRole('button', { name: `Edit ${field}: Bo Ek` })).toHaveFocus();
  });

  it('gives somebody new a part in it, as a person or an organisation, and offers nobody who is there anew', async () => {
    const known = aRef(760, 'Bo Ek');
    const shown = await showDeal(() => deal, { search: { ...NOBODY.search, find: () => ({ contacts: [{ ...known, detail: '' }], entries: [], deals: [] }) } });
    await page.getByRole('button', { name: 'Add somebody' }).click();
    const who = page.getByRole('combobox', { name: 'Contact' });
    await who.fill('bo ek');
    await expect.element(page.getByRole('option', { name: 'Create organisation “bo ek”' })).toBeVisible();
    expect(page.getByRole('option', { name: 'Create person “bo ek”' }).query()).toBeNull();
    await who.fill('Larch & Stone');
    await expect.element(page.getByRole('option', { name: 'Create person “Larch & Stone”' })).toBeVisible();
    await page.getByRole('option', { name: 'Create organisation “Larch & Stone”' }).click();
    await expect.element(who).toHaveValue('Larch & Stone');
    await page.getByRole('combobox', { name: 'Role' }).fill('Pays');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await expect.poll(() => inputsOf(shown, 'deals.setContact')).toEqual([{ id: deal.id, contact: { name: 'Larch & Stone', kind: 'organisation' }, role: 'pays' }]);
    await expect.element(page.getByRole('button', { name: 'Add somebody' })).toHaveFocus();
  });

  it('says that a deal is not there', async () => {
    await showFeature(<DealPage id={idOf(1)} />, {
      deals: {
        get() {
          throw new CallError('deal-not-found', 'gone');
        },
      },
    });
    await expect.element(page.getByText('There is no such deal, or it is in the bin.')).toBeVisible();
  });
});

describe('a deal that ends', () => {
  it('is won for the reason that the typed letters fit, with one Enter', async () => {
    const shown = await showDeal(() => deal);
    await page.getByRole('button', { name: /^Won/ }).click();
    await page.getByRole('combobox', { name: 'Reason' }).fill('lar');
    await expect.element(page.getByRole('option', { name: 'Oiled larch' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.close')).toEqual([{ id: deal.id, outcome: 'won', reason: { id: idOf(602) }, note: '' }]);
  });

  it('takes letters that were typed before the list of reasons is there for what they show', async () => {
    let answer = () => {};
    const waits = new Promise<void>((resolve) => (answer = resolve));
    const shown = await showDeal(() => deal, {
      closeReasons: {
        async list() {
          await waits;
          return REASONS;
        },
      },
    });
    openCloseDeal(deal, 'lost');
    await userEvent.keyboard('no');
    answer();
    await expect.element(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('no');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.close')).toMatchObject([{ outcome: 'lost', reason: { id: idOf(603) } }]);
  });

  it('is lost for a new reason, takes its reminders along, and does not offer reasons that are no longer used', async () => {
    const shown = await showDeal(() => aWholeDeal({ openReminders: 3 }));
    await page.getByRole('button', { name: /^Lost/ }).click();
    await expect.element(page.getByRole('option')).toHaveTextContent('No answer');
    await page.getByRole('combobox', { name: 'Reason' }).fill('Moved away');
    await expect.element(page.getByRole('checkbox', { name: 'Take its 3 open reminders off the list' })).toBeChecked();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.close')).toEqual([{ id: deal.id, outcome: 'lost', reason: { name: 'Moved away' }, note: '', dropReminders: true }]);
  });

  it('is chosen by the arrows, and without a reason has none', async () => {
    const shown = await showDeal(() => deal);
    await page.getByRole('button', { name: /^Won/ }).click();
    await page.getByRole('combobox', { name: 'Reason' }).click();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(page.getByRole('option', { name: 'Oiled larch' })).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('option', { name: 'Oiled larch' }).click();
    await page.getByRole('button', { name: 'Mark as won' }).click();
    await expect.poll(() => inputsOf(shown, 'deals.close')).toMatchObject([{ reason: null }]);
  });
});
