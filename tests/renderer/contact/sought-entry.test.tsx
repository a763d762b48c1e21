import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Entry } from '../../../core/entries.ts';
import { ContactPage } from '../../../renderer/features/contact/index.ts';
import { idOf } from '../show-feature.tsx';
import { aContact, anEntry, aTimeline, composer, showContact } from './show-contact.tsx';

const FIRST = 1_000;
const LAST = FIRST + 299;
const ENTRIES = Array.from({ length: 300 }, (_, place) =>
  anEntry(FIRST + place, { at: Date.UTC(2026, 5, 1) - place * 86_400_000, ...(place === 7 ? { kind: 'call', body: 'About oak' } : {}) }));

const entry = (number: number) => document.querySelector<HTMLElement>(`[data-entry="${idOf(number)}"]`);
const hasFocus = (number: number) => () => entry(number) !== null && document.activeElement === entry(number);
const pane = () => page.getByRole('region', { name: 'Timeline' }).element().parentElement!;

/** How far the middle of an entry is from that of the timeline, in px. */
function fromMiddle(number: number): number {
  const [own, around] = [entry(number)!, pane()].map((element) => element.getBoundingClientRect());
  return Math.abs(own!.top + own!.height / 2 - (around!.top + around!.height / 2));
}

/** The page beside what stands in for the search: each of its buttons seeks the entry that it names. */
function PageWithHits({ opensWith, hits }: { opensWith?: number; hits: readonly number[] }) {
  const [sought, setSought] = useState(opensWith === undefined ? undefined : { id: idOf(opensWith) });
  return (
    <>
      {hits.map((number) => <button key={number} type="button" onClick={() => setSought({ id: idOf(number) })}>{`Hit ${number}`}</button>)}
      <ContactPage id={idOf(1)} sought={sought} />
    </>
  );
}

const show = (props: Parameters<typeof PageWithHits>[0], { entries = ENTRIES, width = 1280 }: { entries?: readonly Entry[]; width?: number } = {}) =>
  showContact(
    () => aContact({ entryCounts: { all: entries.length, pinned: entries.filter(({ pinned }) => pinned).length, note: entries.length - 1, call: 1 } }),
    { entries: aTimeline(() => entries) },
    { element: <PageWithHits {...props} />, width },
  );
const press = (number: number) => userEvent.click(page.getByRole('button', { name: `Hit ${number}`, exact: true }));

describe('an entry that is sought', () => {
  it('is in the middle of the timeline with the focus, far beyond the first page, and marked for a moment', async () => {
    await show({ opensWith: FIRST + 180, hits: [] });
    await expect.poll(hasFocus(FIRST + 180)).toBe(true);
    expect(entry(FIRST + 180)!.querySelector('[data-mark]')).not.toBeNull();
    await expect.poll(() => fromMiddle(FIRST + 180)).toBeLessThan(60);
    await expect.poll(() => document.querySelector('[data-mark]'), { timeout: 5_000 }).toBeNull();
    expect(hasFocus(FIRST + 180)()).toBe(true);
    expect(document.querySelectorAll('article').length).toBeLessThan(40);
  });

  it('is found on the page that is open, under a filter, and once more after scrolling away', async () => {
    await show({ hits: [LAST] });
    await userEvent.click(page.getByRole('radio', { name: 'Calls 1' }));
    await expect.element(page.getByText('About oak')).toBeVisible();
    await expect.element(page.getByText(`Words of entry ${FIRST}`)).not.toBeInTheDocument();

    await press(LAST);
    await expect.poll(hasFocus(LAST)).toBe(true);
    await expect.element(page.getByRole('radio', { name: 'All 300' })).toBeChecked();
    await expect.element(page.getByText(`Words of entry ${LAST}`)).toBeInViewport();

    (document.activeElement as HTMLElement).blur();
    pane().scrollTop = 0;
    await expect.element(page.getByText(`Words of entry ${FIRST}`)).toBeInViewport();
    await press(LAST);
    await expect.poll(hasFocus(LAST)).toBe(true);
    await expect.element(page.getByText(`Words of entry ${LAST}`)).toBeInViewport();
  });

  it('lets go as soon as somebody does something else', async () => {
    await show({ opensWith: FIRST + 180, hits: [] });
    await expect.poll(hasFocus(FIRST + 180)).toBe(true);
    await userEvent.click(composer());
    await userEvent.keyboard('A long thought{Enter}{Enter}in three{Enter}{Enter}parts');
    await expect.element(composer()).toHaveFocus();
    await expect.element(composer()).toBeInViewport();
  });

  it('is found among what is pinned', async () => {
    const pinned = anEntry(5_000, { pinned: true, at: Date.UTC(2020, 1, 1), body: 'Never call before ten' });
    await show({ opensWith: 5_000, hits: [] }, { entries: [...ENTRIES, pinned] });
    await expect.poll(hasFocus(5_000)).toBe(true);
    await expect.element(page.getByText('Never call before ten')).toBeInViewport();
  });

  it('brings the timeline to the front where the parts of the page are tabs', async () => {
    await show({ hits: [FIRST + 80] }, { width: 400 });
    await userEvent.click(page.getByRole('tab', { name: 'Details' }));
    await press(FIRST + 80);
    await expect.element(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
    await expect.poll(hasFocus(FIRST + 80)).toBe(true);
    await expect.element(page.getByText(`Words of entry ${FIRST + 80}`)).toBeInViewport();
  });

  it('leaves the page as it is when it is gone', async () => {
    await show({ opensWith: 9_999, hits: [] });
    await expect.element(page.getByText(`Words of entry ${FIRST}`)).toBeInViewport();
    expect(document.querySelector('[data-mark]')).toBeNull();
    expect(pane().scrollTop).toBe(0);
  });

  it('is deleted by key, and the focus goes to its neighbour', async () => {
    let entries = [anEntry(FIRST), anEntry(FIRST + 1), anEntry(FIRST + 2)];
    const shown = await showContact(
      () => aContact({ entryCounts: { all: 3, pinned: 0, note: 3 } }),
      {
        entries: {
          ...aTimeline(() => entries),
          remove({ id }) {
            entries = entries.filter((each) => each.id !== id);
            queueMicrotask(() => shown.changed({ entries: [id] }));
            return { changeId: idOf(999) };
          },
        },
      },
      { element: <PageWithHits opensWith={FIRST} hits={[]} /> },
    );
    await expect.poll(hasFocus(FIRST)).toBe(true);
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => entry(FIRST)).toBeNull();
    await expect.poll(() => document.activeElement?.closest('article')?.dataset['entry']).toBe(idOf(FIRST + 1));
  });
});
