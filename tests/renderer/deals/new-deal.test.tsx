import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealDialogHost } from '../../../renderer/deals/deal-dialog-host.tsx';
import { closeNewDeal, openNewDeal } from '../../../renderer/deals/intent.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';
import { aContact } from '../contact/show-contact.tsx';
import { aRef, aWholeDeal, dealAnswers, inputsOf } from './show-deal.tsx';

const line = () => page.getByRole('textbox', { name: 'Deal', exact: true });
const ADA = { ...aRef(1, 'Ada Lindqvist'), detail: '' };

async function show(prefill: Parameters<typeof openNewDeal>[0], answers: Answers = {}, locale = 'en-GB') {
  const shown = await showFeature(<DealDialogHost />, dealAnswers(aWholeDeal, { contacts: { get: () => aContact() }, ...answers }), { locale });
  openNewDeal(prefill);
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return shown;
}

afterEach(closeNewDeal);

describe('a new deal', () => {
  it('takes the whole of a line with Enter, and knows who is there', async () => {
    const shown = await show({}, { search: { find: ({ text }) => ({ contacts: text === 'ada lindqvist' ? [ADA] : [], entries: [], deals: [] }) } });
    await line().fill('Decking @ada lindqvist @Harbour £18,400');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.create')).toMatchObject([{ title: 'Decking', contact: { id: ADA.id }, organisation: { name: 'Harbour' }, minor: 1_840_000, currency: 'GBP' }]);
    await expect.poll(() => shown.goneTo).toEqual([`/deal/${idOf(997)}`]);
  });

  it('stays where it was asked for about somebody, who is there already', async () => {
    const shown = await show({ contactId: idOf(1), contactName: 'Ada Lindqvist' });
    await expect.element(page.getByRole('combobox', { name: 'Contact' })).toHaveValue('Ada Lindqvist');
    await line().fill('Decking');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.create')).toMatchObject([{ title: 'Decking', contact: { id: idOf(1) }, organisation: null, minor: null }]);
    expect(shown.goneTo).toEqual([]);
  });

  it('reads amounts as the locale writes them', async () => {
    const shown = await show({}, {}, 'de-DE');
    await page.getByRole('textbox', { name: 'Vorgang', exact: true }).fill('Pergola 4.800');
    await expect.element(page.getByRole('textbox', { name: 'Wert' })).toHaveValue('4.800\u00a0€');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(shown, 'deals.create')).toMatchObject([{ title: 'Pergola', minor: 480_000 }]);
  });

  it('says what is missing, and what cannot be read', async () => {
    const shown = await show({});
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Write what it is about, or whom it is with.')).toBeVisible();
    await line().fill('Decking');
    await page.getByRole('textbox', { name: 'Value' }).fill('much');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('This is no amount.')).toBeVisible();
    expect(inputsOf(shown, 'deals.create')).toEqual([]);
  });

  it('keeps what was typed while it is refused and when it is closed, and drops it with Cancel', async () => {
    const drafts = new Map<string, string>();
    const kept = { get: ({ key }: { key: string }) => (drafts.has(key) ? { text: drafts.get(key)!, updatedAt: 0 } : null), put: ({ key, text }: { key: string; text: string }) => void drafts.set(key, text), discard: ({ key }: { key: string }) => void drafts.delete(key) };
    await show({}, { drafts: kept });
    await line().fill('Half a thought');
    await expect.poll(() => drafts.get('deal-with:nobody')).toContain('Half a thought');
    closeNewDeal();
    await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
    openNewDeal();
    await expect.element(line()).toHaveValue('Half a thought');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => drafts.size).toBe(0);
  });
});
