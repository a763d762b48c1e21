import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { QuickAddLine } from '../../../renderer/quick-add/quick-add-line.tsx';
import { aProfile, idOf, showFeature } from '../show-feature.tsx';

const box = () => page.getByRole('textbox', { name: 'Quick add' });

/** The line, over drafts that a story has left. */
async function show(drafts: Map<string, string>, { refuses = false, whenFound = () => Promise.resolve() } = {}) {
  return showFeature(<QuickAddLine autoFocus />, {
    profile: { info: () => aProfile() },
    search: { find: () => ({ contacts: [], entries: [], deals: [] }) },
    reminders: {
      quickAdd: () => {
        if (refuses) throw new CallError('bad-rule', 'no');
        return { changeId: idOf(99), contactId: idOf(8), reminderId: idOf(9) };
      },
    },
    drafts: {
      async get({ key }) {
        await whenFound();
        const text = drafts.get(key);
        return text === undefined ? null : { text, updatedAt: 0 };
      },
      put: ({ key, text }) => void drafts.set(key, text),
      discard: ({ key }) => void drafts.delete(key),
    },
  });
}

describe('a line half typed', () => {
  it('is kept while it is typed, and is there the next time', async () => {
    const drafts = new Map<string, string>();
    await show(drafts);
    await box().fill('Tilde Marsh call 2030-');
    await expect.poll(() => [...drafts]).toEqual([['quick-add', 'Tilde Marsh call 2030-']]);
  });

  it('stands in the line after a crash', async () => {
    await show(new Map([['quick-add', 'Tilde Marsh call 2030-06-21']]));
    await expect.element(box()).toHaveValue('Tilde Marsh call 2030-06-21');
    await expect.element(page.getByRole('button', { name: 'Add' })).toBeEnabled();
  });

  it('is dropped once it was sent', async () => {
    const drafts = new Map([['quick-add', 'Tilde Marsh call 2030-06-21']]);
    await show(drafts);
    await expect.element(box()).toHaveValue('Tilde Marsh call 2030-06-21');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => [...drafts]).toEqual([]);
    await expect.element(box()).toHaveValue('');
  });

  it('stays where sending it was refused', async () => {
    const drafts = new Map([['quick-add', 'Tilde Marsh call 2030-06-21']]);
    await show(drafts, { refuses: true });
    await expect.element(box()).toHaveValue('Tilde Marsh call 2030-06-21');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect([...drafts.keys()]).toEqual(['quick-add']);
  });

  it('is dropped when somebody empties it', async () => {
    const drafts = new Map([['quick-add', 'Tilde']]);
    await show(drafts);
    await expect.element(box()).toHaveValue('Tilde');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => [...drafts]).toEqual([]);
  });

  it('does not overwrite what was typed before it was found', async () => {
    let find = () => {};
    const drafts = new Map([['quick-add', 'Tilde']]);
    await show(drafts, { whenFound: () => new Promise<void>((resolve) => (find = resolve)) });
    await box().fill('Ada');
    find();
    await expect.poll(() => drafts.get('quick-add')).toBe('Ada');
    await expect.element(box()).toHaveValue('Ada');
  });
});
