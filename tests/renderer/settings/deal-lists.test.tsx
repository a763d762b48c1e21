import axe from 'axe-core';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CloseReason, ExchangeRate, Target } from '../../../core/api/deals.ts';
import { CallError } from '../../../core/call.ts';
import { TargetsEditor } from '../../../renderer/deals/targets-editor.tsx';
import { ProductList } from '../../../renderer/features/settings/products/product-list.tsx';
import { RateList } from '../../../renderer/features/settings/rates/rate-list.tsx';
import { readRate } from '../../../renderer/features/settings/rates/rate-text.ts';
import { ReasonList } from '../../../renderer/features/settings/reasons/reason-list.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { aPipeline, aProduct } from './deal-answers.ts';

const STAMP = '0'.repeat(34);
const done = () => ({ changeId: idOf(99) });
const made = () => ({ id: idOf(50), changeId: idOf(99) });
const show = (element: ReactNode, answers: Answers, locale = 'en-GB'): Promise<Shown> =>
  showFeature(<main style={{ width: 680 }}><h1>Settings</h1><section id="settings-part"><h2 tabIndex={-1}>Part</h2>{element}</section></main>, answers, { locale });

const lastCall = ({ calls }: Shown) => calls.at(-1);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const press = (name: string | RegExp) => userEvent.click(button(name));
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const faults = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

describe('reasons', () => {
  const aReason = (number: number, change: Partial<CloseReason>): CloseReason => ({ id: idOf(number), outcome: 'lost', origin: '', name: '', retired: false, ...change });
  const list = () => [aReason(1, { outcome: 'won', origin: 'price' }), aReason(2, { origin: 'timing' }), aReason(3, { name: 'Too far away' }), aReason(4, { name: 'Moved', retired: true })];

  it('are renamed, moved, retired and brought back, each outcome by itself', async () => {
    const shown = await show(<ReasonList outcome="lost" />, { closeReasons: { list, update: done } });
    await userEvent.fill(box('Reason Timing'), 'Not this year');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'closeReasons.update', input: { id: idOf(2), name: 'Not this year' } });
    await press('Move Too far away up');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'closeReasons.update', input: { id: idOf(3), after: null } });
    await press('Retire Timing');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'closeReasons.update', input: { id: idOf(2), retired: true } });
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Reason “Timing” retired', action: { label: 'Undo' } });
    await press('Bring back');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'closeReasons.update', input: { id: idOf(4), retired: false } });
    await expect.poll(faults).toEqual([]);
  });

  it('are added once, and one that is retired is not written again', async () => {
    const shown = await show(<ReasonList outcome="lost" />, { closeReasons: { list, create: made } });
    const field = box('New reason for lost');
    await userEvent.fill(field, 'timing ');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('This reason is in the list.');
    await userEvent.fill(field, 'moved');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('This reason is among the retired ones. Bring it back.');
    await userEvent.fill(field, 'Budget cut');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.calls).toEqual([{ name: 'closeReasons.create', input: { outcome: 'lost', name: 'Budget cut' } }]);
    await expect.element(field).toHaveValue('');
    await expect.element(field).toHaveFocus();
  });
});

describe('products', () => {
  it('are made with prices as the locale writes them', async () => {
    const shown = await show(<ProductList currency="EUR" />, { products: { list: () => [], create: made } }, 'de-DE');
    await press('Produkt hinzufügen');
    const dialog = page.getByRole('dialog');
    await userEvent.click(dialog.getByRole('button', { name: 'Produkt hinzufügen' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('Geben Sie dem Produkt einen Namen.');
    await userEvent.fill(box('Name'), 'Stunde');
    await userEvent.fill(box('Preis'), '12,345');
    await userEvent.fill(box('Kosten'), 'viel');
    await userEvent.click(dialog.getByRole('button', { name: 'Produkt hinzufügen' }));
    await expect.poll(() => page.getByRole('alert').elements().map((alert) => alert.textContent)).toEqual(['Ein Betrag in EUR, etwa 1234,50.', 'Ein Betrag in EUR, etwa 1234,50.']);
    expect(shown.calls).toEqual([]);
    await userEvent.fill(box('Preis'), '1.234,5');
    await userEvent.fill(box('Kosten'), '');
    await userEvent.fill(box('Einheit'), 'Std.');
    await userEvent.click(page.getByRole('radio', { name: 'Vierteljährlich' }));
    await expect.poll(faults).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Produkt hinzufügen' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'products.create', input: { name: 'Stunde', unit: 'Std.', price: 123_450, cost: null, currency: 'EUR', recurring: 'P3M' } });
  });

  it('stand in a table, the retired ones last, and are changed in a dialog', async () => {
    const list = () => [aProduct(1, 'Old', { retired: true }), aProduct(2, 'Care', { price: 32_000, cost: 9_050, unit: 'month', recurring: 'P1M', seen: { price: STAMP } }), aProduct(3, 'Bench', { price: 5_000, currency: 'GBP' })];
    const shown = await show(<ProductList currency="EUR" />, { products: { list, update: done } });
    await expect.poll(() => page.getByRole('row').elements().map((row) => row.textContent)).toEqual([
      expect.stringContaining('Name'),
      expect.stringMatching(/^Bench.*£50\.00–Once/),
      expect.stringMatching(/^Care.*month€320\.00€90\.50Monthly/),
      expect.stringMatching(/^Old/),
    ]);
    await press(/^Care/);
    await expect.element(box('Price')).toHaveValue('320.00');
    await userEvent.fill(box('Price'), '330');
    await press('Save');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'products.update', input: { id: idOf(2), fields: { name: 'Care', unit: 'month', price: 33_000, cost: 9_050, currency: 'EUR', recurring: 'P1M' }, seen: { price: STAMP } } });
    await press('Retire Bench');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'products.update', input: { id: idOf(3), retired: true } });
    await press('Bring back Old');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'products.update', input: { id: idOf(1), retired: false } });
    await expect.poll(faults).toEqual([]);
  });
});

describe('exchange rates', () => {
  const aRate = (number: number, change: Partial<ExchangeRate>): ExchangeRate => ({ id: idOf(number), currency: 'USD', base: 'EUR', day: '2026-01-01', rate: '0.92', ...change });
  const sums = [{ currency: 'EUR', amount: 5, weighted: 5 }, { currency: 'GBP', amount: 100_000, weighted: 5 }, { currency: 'USD', amount: 100, weighted: 5 }];
  const totals = () => ({ count: 3, sums });

  it('say which currencies of open deals lack one, and set it from today', async () => {
    const shown = await show(<RateList base="EUR" />, { exchangeRates: { list: () => [aRate(1, { day: '2024-01-01' })], set: made }, deals: { totals } });
    await expect.element(page.getByText('Open deals of £1,000 have no rate.')).toBeVisible();
    expect(page.getByText(/US\$1/).query()).toBeNull();
    await press('Set a rate for GBP');
    await expect.element(box('Worth in EUR')).toHaveFocus();
    await userEvent.keyboard('nothing{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('A number above zero, such as 1.0834.');
    await userEvent.fill(box('Worth in EUR'), '1.1745');
    await userEvent.keyboard('{Enter}');
    const today = new Intl.DateTimeFormat('sv-SE').format(Date.now());
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'exchangeRates.set', input: { currency: 'GBP', base: 'EUR', day: today, rate: '1.1745' } });
    await expect.poll(faults).toEqual([]);
  });

  it('of a day to come leave today without one', async () => {
    await show(<RateList base="EUR" />, { exchangeRates: { list: () => [aRate(1, { day: '2999-01-01' }), aRate(2, { currency: 'GBP', day: '2024-01-01' })] }, deals: { totals } });
    await expect.element(page.getByText('Open deals of US$1 have no rate.')).toBeVisible();
    expect(button('Set a rate for GBP').query()).toBeNull();
  });

  it('are removed, with the way back', async () => {
    const shown = await show(<RateList base="EUR" />, { exchangeRates: { list: () => [aRate(1, { rate: '0.9000501' })], remove: done }, deals: { totals: () => ({ count: 0, sums: [] }) } }, 'de-DE');
    await expect.element(page.getByText('1 USD = 0,9000501 EUR')).toBeVisible();
    await press('Kurs von USD ab 1. Jan. 2026 entfernen');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'exchangeRates.remove', input: { id: idOf(1) } });
    await expect.poll(() => shown.toasts.at(-1)?.action?.label).toBe('Rückgängig');
  });

  it('are read as the locale writes them, and kept without loss', () => {
    expect(readRate('1,0834', 'de-DE')).toBe('1.0834');
    expect(readRate('1.0834', 'de-DE')).toBe('1.0834');
    expect(readRate('0.0000012', 'en-GB')).toBe('0.0000012');
    expect(readRate('1,500.25', 'en-GB')).toBe('1500.25');
    for (const none of ['', '0', '-1', '1,0834', 'x', '0.0000000001']) expect(readRate(none, 'en-GB'), none).toBeUndefined();
  });
});

describe('targets', () => {
  const aTarget = (number: number, change: Partial<Target>): Target => ({ id: idOf(number), month: '2026-01', pipelineId: null, memberId: null, minor: 100_000, currency: 'EUR', ...change });
  const year = new Date().getFullYear();
  const others: Answers = { pipelines: { list: () => [aPipeline(1, 'Gardens', [])] }, members: { list: () => [{ id: idOf(2), name: 'Maren', email: '', isMe: true }] } };

  it('are set as the field is left, taken away when it is emptied, and refused where they are no amount', async () => {
    const shown = await show(<TargetsEditor currency="EUR" />, { ...others, targets: { list: () => [aTarget(1, { month: `${year}-02` }), aTarget(2, { month: `${year}-02`, pipelineId: idOf(1), minor: 5 })], set: done } });
    await expect.element(box('Feb')).toHaveValue('1000.00');
    await expect.element(page.getByText('Year: €1,000.00')).toBeVisible();
    await userEvent.fill(box('Mar'), 'lots');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('An amount in EUR, such as 1234.50.');
    await userEvent.keyboard('{Escape}');
    await expect.element(box('Mar')).toHaveValue('');
    await userEvent.fill(box('Mar'), '2,500');
    await userEvent.click(box('Apr'));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'targets.set', input: { month: `${year}-03`, pipelineId: null, memberId: null, currency: 'EUR', minor: 250_000 } });
    await userEvent.fill(box('Feb'), '');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toMatchObject({ input: { month: `${year}-02`, minor: null } });
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: `Target for February ${year} removed`, action: { label: 'Undo' } });
    await expect.poll(faults).toEqual([]);
  });

  it('are carried on to December in one change, of whom it is chosen', async () => {
    const shown = await show(<TargetsEditor currency="EUR" />, { ...others, targets: { list: () => [aTarget(2, { month: `${year}-10`, pipelineId: idOf(1), minor: 500 })], set: done } });
    await press(/^Target for/);
    await userEvent.click(page.getByRole('option', { name: 'Gardens' }));
    await press(`Fill to the end of the year with €5.00 from October ${year}`);
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'targets.set', input: { month: `${year}-10`, until: `${year}-12`, pipelineId: idOf(1), memberId: null, currency: 'EUR', minor: 500 } });
    await press(/^Target for/);
    await userEvent.click(page.getByRole('option', { name: 'Maren' }));
    await userEvent.fill(box('Dec'), '7');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toMatchObject({ input: { month: `${year}-12`, pipelineId: null, memberId: idOf(2), minor: 700 } });
  });

  it('say when there are some in another currency, and ask for the year that is shown', async () => {
    const asked: string[] = [];
    await show(<TargetsEditor currency="EUR" />, { ...others, targets: { list: ({ from, to }) => { asked.push(`${from} ${to}`); return [aTarget(1, { month: from, currency: 'GBP' })]; } } });
    await expect.element(page.getByText('There are targets in GBP as well. They are kept, and not added to these.')).toBeVisible();
    await press('Year after');
    await expect.poll(() => asked).toEqual([`${year}-01 ${year}-12`, `${year + 1}-01 ${year + 1}-12`]);
  });

  it('keep what was typed when it could not be saved', async () => {
    await show(<TargetsEditor currency="EUR" />, { ...others, targets: { list: () => [], set: () => { throw new CallError('read-only', 'no'); } } });
    await userEvent.fill(box('Jan'), '10');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(box('Jan')).toHaveValue('10');
  });
});
