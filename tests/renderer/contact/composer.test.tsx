import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { emptyComposer } from '../../../renderer/timeline/composer-state.ts';
import { idOf } from '../show-feature.tsx';
import { aContact, aRef, composer, showContact, writes, writesOf } from './show-contact.tsx';

const ada = aRef(1, 'Ada Lindqvist');
const shownText = () => (composer().element() as HTMLElement).innerText.trim();

describe('the composer', () => {
  it('has the focus when the page opens, so that a note is its words and Ctrl+Enter', async () => {
    const shown = await showContact(() => aContact());
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('Larch is fine{Control>}{Enter}{/Control}');
    await expect.poll(() => writes(shown)).toMatchObject([
      { name: 'entries.create', input: { kind: 'note', body: 'Larch is fine', participants: [idOf(1)], draftKey: `compose:${idOf(1)}` } },
    ]);
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Note saved', action: { label: 'Undo' } });
    await expect.element(composer()).toHaveFocus();
    await expect.poll(shownText).toBe('');
  });

  it('logs a call with its direction, outcome and minutes', async () => {
    const shown = await showContact(() => aContact());
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    await expect.element(page.getByRole('radio', { name: 'Call' })).toBeChecked();
    await userEvent.keyboard('Rang twice');
    await userEvent.click(page.getByRole('radio', { name: 'Incoming' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Minutes' }), '6');
    await userEvent.fill(page.getByRole('combobox', { name: 'Outcome' }), 'left');
    await userEvent.click(page.getByRole('option', { name: 'Left a message' }));
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    await expect.poll(() => writesOf(shown, 'entries.create')).toMatchObject([{ kind: 'call', direction: 'in', outcome: 'leftMessage', minutes: 6, body: 'Rang twice' }]);
  });

  it('goes on to write when a kind was clicked, and stays among the kinds on arrow keys', async () => {
    await showContact(() => aContact());
    await userEvent.click(page.getByRole('radio', { name: 'Meeting' }));
    await expect.element(composer()).toHaveFocus();
    const kinds = page.getByRole('radio', { name: 'Meeting' });
    (kinds.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('radio', { name: 'E-mail' })).toHaveFocus();
  });

  it('offers the other kinds in a menu', async () => {
    const shown = await showContact(() => aContact());
    await userEvent.click(page.getByRole('group', { name: 'New entry' }).getByRole('button', { name: 'More' }));
    await userEvent.click(page.getByRole('menuitem', { name: 'Visit' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Subject' }), 'In the workshop');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => writesOf(shown, 'entries.create')).toMatchObject([{ kind: 'visit', subject: 'In the workshop' }]);
  });

  it('says what is missing instead of saving nothing', async () => {
    const shown = await showContact(() => aContact());
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Write something first.')).toBeVisible();
    expect(writes(shown)).toEqual([]);
  });

  it('keeps the words of a save that failed, says why, and tries again', async () => {
    let works = false;
    const shown = await showContact(() => aContact(), {
      entries: {
        create: () => {
          if (!works) throw new CallError('read-only', 'refused by the story');
          return { changeId: idOf(999), id: idOf(998) };
        },
      },
    });
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('Not lost{Control>}{Enter}{/Control}');
    await expect.element(page.getByText(/This could not be saved\. Your text is still here\./)).toBeVisible();
    expect(shownText()).toBe('Not lost');
    works = true;
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Note saved');
    expect(writesOf(shown, 'entries.create')).toHaveLength(2);
    await expect.poll(shownText).toBe('');
  });

  it('says with whom it was, and may be with several', async () => {
    const shown = await showContact(() => aContact(), { search: { find: () => ({ contacts: [{ ...aRef(2, 'Ingrid Solbakken'), detail: '' }], entries: [], deals: [] }) } });
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('Met both');
    await userEvent.click(page.getByRole('button', { name: 'With whom' }));
    await userEvent.keyboard('ing');
    await userEvent.click(page.getByRole('option', { name: 'Ingrid Solbakken' }));
    await userEvent.keyboard('{Escape}{Escape}');
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    await expect.poll(() => writesOf(shown, 'entries.create')).toMatchObject([{ participants: [idOf(1), idOf(2)] }]);
  });
});

describe('a draft', () => {
  it('is kept with all that stands in the composer while somebody types', async () => {
    const shown = await showContact(() => aContact());
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('Half a thought');
    await expect.poll(() => (writesOf(shown, 'drafts.put').at(-1) as { text: string } | undefined)?.text).toContain('Half a thought');
    expect(writesOf(shown, 'drafts.put').at(-1)).toMatchObject({ key: `compose:${idOf(1)}`, about: idOf(1) });
  });

  it('stands in the composer on return, and can be thrown away', async () => {
    const draft = JSON.stringify({ ...emptyComposer([ada], 'call'), body: 'Half a thought', minutes: 4 });
    const shown = await showContact(() => aContact(), { drafts: { get: ({ key }) => (key === `compose:${idOf(1)}` ? { text: draft, updatedAt: 0 } : null) } });
    await expect.element(page.getByRole('radio', { name: 'Call' })).toBeChecked();
    await expect.poll(shownText).toBe('Half a thought');
    await expect.element(page.getByRole('textbox', { name: 'Minutes' })).toHaveValue('4');
    await userEvent.click(page.getByRole('button', { name: 'Discard draft' }));
    await expect.poll(() => writesOf(shown, 'drafts.discard')).toEqual([{ key: `compose:${idOf(1)}` }]);
    await expect.poll(shownText).toBe('');
    await expect.element(page.getByRole('radio', { name: 'Note' })).toBeChecked();
  });

  it('that could not be put on the disk says so', async () => {
    await showContact(() => aContact(), {
      drafts: {
        put: () => {
          throw new CallError('read-only', 'refused by the story');
        },
      },
    });
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('Half a thought');
    await expect.element(page.getByText('Draft not saved yet')).toBeVisible();
  });
});

describe('on a narrow screen', () => {
  it('the composer is one line until it is wanted', async () => {
    await showContact(() => aContact(), {}, { width: 375, height: 800 });
    await expect.element(composer()).toBeVisible();
    expect(page.getByRole('button', { name: 'Save' }).query()).toBeNull();
    await userEvent.click(composer());
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeVisible();
  });
});
