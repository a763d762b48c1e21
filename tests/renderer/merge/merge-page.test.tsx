import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { MergePreview } from '../../../core/api/contacts.ts';
import { MergePage } from '../../../renderer/features/merge/index.ts';
import { aContact, aPhone, aRef } from '../contact/show-contact.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Shown } from '../show-feature.tsx';

const PREVIEW: MergePreview = {
  contacts: [aContact({ status: 'active', phones: [aPhone(5)] }), aContact({ id: idOf(2), name: 'Ada Lindquist', family: 'Lindquist', status: 'new', source: 'Fair', phones: [aPhone(6, { shown: '08-123' })] })],
  differing: ['family', 'status'],
};

async function showMerge(preview = PREVIEW): Promise<Shown> {
  const shown = await showFeature(<MergePage a={idOf(1)} b={idOf(2)} />, {
    contacts: { mergePreview: () => preview, merge: () => ({ changeId: idOf(9) }) },
    fields: { list: () => [] },
  });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Merge contacts' })).toBeVisible();
  return shown;
}

it('takes the values of the one that stays, unless others are chosen', async () => {
  const shown = await showMerge();
  await userEvent.click(page.getByRole('radiogroup', { name: 'Status' }).getByRole('radio', { name: 'new' }));
  await userEvent.click(page.getByRole('button', { name: 'Merge' }));
  await expect.poll(() => shown.calls).toEqual([{ name: 'contacts.merge', input: { winner: idOf(1), loser: idOf(2), take: ['status'] } }]);
  await expect.poll(() => shown.goneTo).toEqual([`/contacts/${idOf(1)}`]);
  await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Ada Lindquist merged into Ada Lindqvist', action: { label: 'Undo' } });
});

it('swaps who stays and keeps what was chosen', async () => {
  const shown = await showMerge();
  await userEvent.click(page.getByRole('radiogroup', { name: 'Last name' }).getByRole('radio', { name: 'Lindquist' }));
  await userEvent.click(page.getByRole('button', { name: 'Swap' }));
  await expect.element(page.getByRole('radiogroup', { name: 'Last name' }).getByRole('radio', { name: 'Lindquist' })).toBeChecked();
  await userEvent.click(page.getByRole('radiogroup', { name: 'Last name' }).getByRole('radio', { name: 'Lindqvist' }));
  await userEvent.click(page.getByRole('button', { name: 'Merge' }));
  await expect.poll(() => shown.calls).toEqual([{ name: 'contacts.merge', input: { winner: idOf(2), loser: idOf(1), take: ['family'] } }]);
});

it('takes every value of one side at once', async () => {
  const shown = await showMerge();
  await userEvent.click(page.getByRole('button', { name: 'Take all values' }).last());
  await userEvent.click(page.getByRole('button', { name: 'Merge' }));
  await expect.poll(() => shown.calls).toMatchObject([{ input: { take: ['family', 'status'] } }]);
});

it('shows what is kept of both', async () => {
  await showMerge();
  await expect.element(page.getByText('08-123')).toBeVisible();
  await expect.element(page.getByText('+46 70 555 01 42')).toBeVisible();
  await expect.element(page.getByText('Fair')).toBeVisible();
});

it('does not merge a person with an organisation', async () => {
  const [ada] = PREVIEW.contacts;
  await showMerge({ contacts: [ada, aContact({ id: idOf(2), kind: 'organisation', name: 'Brännö Båtklubb' })], differing: [] });
  await expect.element(page.getByText('A person and an organisation cannot be merged.')).toBeVisible();
  expect(page.getByRole('button', { name: 'Merge', exact: true }).query()).toBeNull();
});

it('asks for the other one where only one is given, of the same kind', async () => {
  const kinds: (string | undefined)[] = [];
  const shown = await showFeature(<MergePage a={idOf(1)} />, {
    contacts: { get: () => aContact() },
    search: {
      recent: () => [],
      find({ kind }) {
        kinds.push(kind);
        return { contacts: [{ ...aRef(1, 'Ada Lindqvist'), detail: '' }, { ...aRef(2, 'Ada Lindquist'), detail: '' }], entries: [], deals: [] };
      },
    },
  });
  await expect.element(page.getByRole('combobox', { name: 'Merge with' })).toHaveFocus();
  await userEvent.keyboard('ada');
  await expect.element(page.getByRole('option', { name: 'Ada Lindquist' })).toBeVisible();
  expect(page.getByRole('option', { name: 'Ada Lindqvist' }).query()).toBeNull();
  await userEvent.click(page.getByRole('option', { name: 'Ada Lindquist' }));
  await expect.poll(() => shown.goneTo).toEqual([`/merge/${idOf(1)}/${idOf(2)}`]);
  expect(kinds).toContain('person');
});
