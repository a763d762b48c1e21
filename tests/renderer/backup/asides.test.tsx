import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Aside } from '../../../core/api/restore.ts';
import { CallError } from '../../../core/call.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { DAY, aList } from './backup-answers.ts';
import { chooseAnew, showRestore, text, violations } from './show-restore.tsx';

beforeEach(chooseAnew);

describe('what was set aside', () => {
  const asides = (): Aside[] => [
    { name: 'safety/2024-03-02 101112 restore', why: 'replaced', at: Date.now() - 40 * DAY, bytes: 915_000_000, erasedSince: 0 },
    { name: 'set-aside/2024-01-02 030405', why: 'damaged', at: Date.now() - 400 * DAY, bytes: 4_096, erasedSince: 2 },
    { name: 'safety/2023-01-02 030405.123Z migration.sqlite', why: 'before-update', at: Date.now() - 800 * DAY, bytes: 0, erasedSince: null },
  ];
  const section = () => page.getByRole('region', { name: 'Copies that lie in your profile' });

  it('is told with its age, its size and who was erased since, and goes one by one when somebody confirms it', async () => {
    let left = asides();
    let refuses = true;
    const shown = await showRestore({
      list: () => aList(),
      asides: () => left,
      removeAside: ({ name }) => {
        if (refuses) throw new CallError('aside-not-found', 'x');
        left = left.filter((each) => each.name !== name);
      },
    });
    await expect.poll(() => section().getByRole('listitem').elements().map((item) => item.textContent?.replace(/[\u00a0\u202f]/g, ' '))).toEqual([
      expect.stringMatching(/^What a restore took the place of6 weeks ago, .* · 915 MB/),
      expect.stringMatching(/^A damaged database, set asidelast year, .* · 4 kB.*It may still hold 2 people who were erased for good since/),
      expect.stringMatching(/^From before a newer Kith changed it2 years ago, .* · 0 bytes/),
    ]);
    expect(section().getByText(/It may still hold/).elements()).toHaveLength(1);
    const remove = section().getByRole('button', { name: /^Remove: A damaged database/ });
    await userEvent.click(remove);
    const asking = section().getByRole('group', { name: 'Remove this copy?' });
    await expect.element(asking.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await expect.poll(violations).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(remove).toHaveFocus();
    expect(shown.calls).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(asking.getByRole('button', { name: 'Delete for good' }));
    await expect.element(asking.getByRole('alert').getByText('This copy is not there any longer.')).toBeVisible();
    refuses = false;
    await userEvent.click(asking.getByRole('button', { name: 'Delete for good' }));
    await expect.poll(() => section().getByRole('listitem').elements().length).toBe(2);
    await expect.element(section().getByRole('heading')).toHaveFocus();
    expect(shown.calls.at(-1)).toEqual({ name: 'restore.removeAside', input: { name: 'set-aside/2024-01-02 030405' } });
    for (const left of [1, 0]) {
      await userEvent.click(section().getByRole('button', { name: /^Remove/ }).first());
      await userEvent.click(asking.getByRole('button', { name: 'Delete for good' }));
      await expect.poll(() => section().getByRole('listitem').elements().length).toBe(left);
    }
    await expect.element(section().getByText('There is no copy any longer.')).toBeVisible();
    await expect.element(section().getByRole('heading')).toHaveFocus();
  });

  it('is not spoken of where there is none', async () => {
    await showRestore({ list: () => aList(), asides: () => [] });
    await expect.element(text(/There is no backup here/)).toBeVisible();
    expect(section().query()).toBeNull();
  });

  it.each([['light', 1280, 'en-GB'], ['dark', 320, 'de-DE'], ['light', 320, 'ar']] as const)('axe finds nothing wrong in %s at %i px in %s', async (theme, width, locale) => {
    await showRestore({ list: () => aList(), asides }, {}, { width, locale });
    setAppearance({ theme, density: 'default' });
    await expect.poll(() => page.getByRole('listitem').elements().length).toBe(3);
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
