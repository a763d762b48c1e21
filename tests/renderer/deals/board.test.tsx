import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { Field } from '../../../core/fields.ts';
import { useDealIntent } from '../../../renderer/deals/intent.ts';
import { aReminder } from '../kith-in-memory.ts';
import { idOf } from '../show-feature.tsx';
import { aStory, showBoard } from './board-page.tsx';
import { aDeal, stageId } from './board-data.ts';

const board = () => page.getByRole('grid', { name: 'Pipeline, as a board' });
const lane = (name: string) => [...document.querySelectorAll('[data-lane]')].find((row) => row.querySelector('[role=rowheader]')?.textContent.startsWith(name));
const titles = (name: string) => [...(lane(name)?.querySelectorAll('[data-card] a') ?? [])].map(({ textContent }) => textContent);
/** The card that the keys are at. */
const current = () => document.getElementById(board().element().getAttribute('aria-activedescendant') ?? '')?.querySelector('a, span')?.textContent;

async function keys(...presses: string[]) {
  for (const press of presses) await userEvent.keyboard(press);
}

async function onBoard() {
  await expect.element(page.getByRole('gridcell', { name: /Pergola/ })).toBeVisible();
  (board().element() as HTMLElement).focus();
}

describe('a board', () => {
  it('has stages with their number and their sums, and cards with what one has to know', async () => {
    await showBoard(aStory());
    await expect.element(page.getByRole('rowheader', { name: /Enquiry 2.*€300.*€30 at 10%/ })).toBeVisible();
    await expect.element(page.getByRole('gridcell', { name: /Pergola.*Person 1.*No next action.*€100.*0 days/ })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Won.*4 in .*€41,900/ })).toBeVisible();
  });

  it('is walked through by arrows and by J and K, with one tab stop', async () => {
    await showBoard(aStory());
    await onBoard();
    expect(current()).toBe('Pergola');
    await keys('j');
    expect(current()).toBe('Benches');
    await keys('{ArrowRight}');
    expect(current()).toBe('Screens');
    await keys('{ArrowRight}');
    expect(current()).toBe('Agreed0');
    await keys('{ArrowLeft}', '{ArrowLeft}', 'k');
    expect(current()).toBe('Pergola');
    expect([...board().element().querySelectorAll('a:not([tabindex="-1"]), button:not([tabindex="-1"])')].map(({ outerHTML }) => outerHTML)).toEqual([]);
  });

  it('opens with Enter, and looks with Space', async () => {
    const shown = await showBoard(aStory(), { deals: { get: () => ({ ...aDeal(1, { title: 'Pergola' }), pipelineId: idOf(800), source: '', notes: '', ownProbability: null, minor: null, currency: 'EUR', lines: [], contacts: [], competitors: [], steps: [], reason: null, reasonNote: '', fields: {}, seen: {}, history: [], openReminders: 0, entryCounts: {} }) } });
    await onBoard();
    await keys(' ');
    await expect.element(page.getByRole('complementary', { name: 'A look at Pergola' })).toBeVisible();
    await keys('{Escape}');
    await expect.element(page.getByRole('complementary')).not.toBeInTheDocument();
    await keys('{Enter}');
    expect(shown.goneTo).toEqual([`/deal/${idOf(1)}`]);
  });
});

describe('the next action', () => {
  const planned = aReminder(7, { purpose: 'Send the quote' });
  const deal = aDeal(1, { title: 'Pergola', next: { id: planned.id, kind: 'call', purpose: 'Send the quote', due: planned.due, zone: '' } });

  it('is done with E, which asks for the one after it; what was typed stays when it is refused', async () => {
    let isRefused = true;
    const shown = await showBoard(aStory([deal]), {
      reminders: {
        get: () => planned,
        complete: () => {
          if (isRefused) throw new CallError('disk-full', 'no room');
          return { changeId: idOf(99), entryId: null, nextId: idOf(98), isNextKnown: true };
        },
      },
    });
    await onBoard();
    await keys('e');
    await expect.element(page.getByRole('textbox', { name: 'Next step' })).toHaveFocus();
    await userEvent.keyboard('Call about the quote{Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Next step' })).toHaveValue('Call about the quote');
    isRefused = false;
    await page.getByRole('textbox', { name: 'Next step' }).click();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(shown.calls.at(-1)).toMatchObject({ name: 'reminders.complete', input: { id: planned.id, nextStep: { purpose: 'Call about the quote' } } });
    await expect.element(board()).toHaveFocus();
  });

  it('is put off with H and a digit', async () => {
    const shown = await showBoard(aStory([deal]), { reminders: { get: () => planned, snooze: () => ({ changeId: idOf(99) }) } });
    await onBoard();
    await keys('h');
    await expect.element(page.getByRole('menuitem', { name: /Tomorrow/ })).toBeVisible();
    await keys('2');
    await vi.waitFor(() => expect(shown.calls.at(-1)).toMatchObject({ name: 'reminders.snooze', input: { id: planned.id } }));
  });

  it('that is not there is neither done nor put off', async () => {
    await showBoard(aStory());
    await onBoard();
    await keys('e', 'h');
    expect(page.getByRole('dialog').query()).toBeNull();
    expect(page.getByRole('menu').query()).toBeNull();
  });
});

describe('moving', () => {
  it('by one key is painted before it is stored, said, and keeps the card', async () => {
    const story = aStory();
    let store = (): void => {};
    story.held = new Promise((resolve) => {
      store = resolve;
    });
    const shown = await showBoard(story);
    await onBoard();
    await keys('{Shift>}{ArrowRight}{/Shift}');
    expect(titles('Quoted')).toEqual(['Pergola', 'Screens']);
    await expect.element(page.getByRole('rowheader', { name: /Quoted 2.*€400/ })).toBeVisible();
    expect(current()).toBe('Pergola');
    expect(shown.announced.at(-1)).toBe('Pergola moved to Quoted, 1 of 2');
    expect(shown.toasts).toEqual([]);
    store();
    await vi.waitFor(() => expect(shown.toasts.at(-1)?.text).toBe('Deal moved'));
    expect(shown.calls.at(-1)).toEqual({ name: 'deals.move', input: { id: idOf(1), stageId: stageId(3), after: null } });
    expect(titles('Quoted')).toEqual(['Pergola', 'Screens']);
  });

  it('goes the other way in a page from right to left', async () => {
    await showBoard(aStory());
    document.documentElement.dir = 'rtl';
    try {
      await onBoard();
      await keys('{Shift>}{ArrowLeft}{/Shift}');
      expect(titles('Quoted')).toEqual(['Pergola', 'Screens']);
    } finally {
      document.documentElement.dir = '';
    }
  });

  it('within the column puts it behind the next', async () => {
    const shown = await showBoard(aStory());
    await onBoard();
    await keys('{Shift>}{ArrowDown}{/Shift}');
    expect(titles('Enquiry')).toEqual(['Benches', 'Pergola']);
    await vi.waitFor(() => expect(shown.calls.at(-1)?.input).toEqual({ id: idOf(1), stageId: stageId(1), after: idOf(2) }));
    expect(shown.announced.at(-1)).toBe('Pergola moved to Enquiry, 2 of 2');
  });

  it('takes two presses of the pointer', async () => {
    await showBoard(aStory());
    await page.getByRole('gridcell', { name: /Benches/ }).hover();
    await page.getByRole('button', { name: 'Move Benches to' }).click();
    await page.getByRole('menuitem', { name: 'Agreed' }).click();
    await vi.waitFor(() => expect(titles('Agreed')).toEqual(['Benches']));
  });

  it('goes back where it is refused', async () => {
    const shown = await showBoard(aStory(), { deals: { move: () => Promise.reject(new Error('no')) } });
    await onBoard();
    await keys('{Shift>}{ArrowRight}{/Shift}');
    await vi.waitFor(() => expect(shown.toasts.at(-1)?.tone).toBe('danger'));
    expect(titles('Enquiry')).toEqual(['Pergola', 'Benches']);
  });

  it('asks for what a stage wants to know, and then goes there', async () => {
    const story = aStory();
    story.needs.set(stageId(3), ['amount', 'source']);
    const shown = await showBoard(story);
    await onBoard();
    await keys('{Shift>}{ArrowRight}{/Shift}');
    const dialog = page.getByRole('dialog', { name: 'Before it goes to Quoted' });
    await expect.element(dialog.getByRole('textbox', { name: 'Value' })).toHaveFocus();
    await expect.element(dialog.getByRole('button', { name: 'Move' })).toBeDisabled();
    await keys('1,250');
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Fair');
    await keys('{Enter}');
    await vi.waitFor(() => expect(shown.calls.map(({ name }) => name)).toEqual(['deals.move', 'deals.move']));
    expect(shown.calls[1]!.input).toEqual({ id: idOf(1), stageId: stageId(3), after: null, filled: { fields: { minor: 1_250_00, currency: 'EUR', source: 'Fair' }, values: [], newcomers: [] } });
    await vi.waitFor(() => expect(titles('Quoted')).toEqual(['Pergola', 'Screens']));
    await expect.element(board()).toHaveFocus();
  });

  it('makes somebody new where a stage asks for a contact, by the change that moves it, and keeps what was typed where that is refused', async () => {
    const story = aStory();
    const notary: Field = { id: idOf(900), record: 'deal', name: 'Notary', type: 'contact', currency: '', orderKey: 'a', retired: false, choices: [], seen: {} };
    const missing = ['organisation' as const, `field:${notary.id}` as const];
    let isRefused = true;
    const shown = await showBoard(story, {
      fields: { list: () => [notary] },
      search: { find: () => ({ contacts: [], entries: [], deals: [] }), recent: () => [] },
      deals: {
        move({ filled }) {
          if (!filled) throw new CallError('deal-needs', 'more is asked for', { missing });
          if (!isRefused) return { changeId: idOf(902) };
          isRefused = false;
          throw new Error('no');
        },
      },
    });
    await onBoard();
    await keys('{Shift>}{ArrowRight}{/Shift}');
    const dialog = page.getByRole('dialog', { name: 'Before it goes to Quoted' });
    await dialog.getByRole('combobox', { name: 'Organisation' }).fill('Larch Works');
    await page.getByRole('option', { name: /Larch Works/ }).click();
    await dialog.getByRole('combobox', { name: 'Notary' }).fill('Ines Roth');
    await page.getByRole('option', { name: 'Create person “Ines Roth”' }).click();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await expect.element(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(shown.calls.map(({ name }) => name)).toEqual(['deals.move', 'deals.move', 'deals.move']);
    expect(shown.calls[2]!.input).toEqual({ id: idOf(1), stageId: stageId(3), after: null, filled: { fields: {}, organisation: { name: 'Larch Works' }, values: [], newcomers: [{ fieldId: notary.id, name: 'Ines Roth', kind: 'person' }] } });
  });
});

describe('a finger', () => {
  const point = (target: EventTarget, kind: string, x: number, y: number) => target.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true, pointerType: 'touch', isPrimary: true, button: 0, clientX: x, clientY: y }));
  const at = (element: Element) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: left + 40, y: top + 12 };
  };
  const card = (title: string) => page.getByRole('gridcell', { name: new RegExp(title) }).element();

  it('takes a card up by resting on it, and puts it down in another column', async () => {
    const shown = await showBoard(aStory());
    await onBoard();
    const from = at(card('Benches'));
    point(card('Benches'), 'pointerdown', from.x, from.y);
    await vi.waitFor(() => expect(lane('Enquiry')!.querySelector('[data-card].bg-sunken')).not.toBeNull());
    const touch = new Event('touchmove', { bubbles: true, cancelable: true });
    card('Screens').dispatchEvent(touch);
    expect(touch.defaultPrevented).toBe(true);
    const to = at(card('Screens'));
    point(window, 'pointermove', to.x, to.y);
    await expect.element(page.getByText('Move here')).toBeVisible();
    point(window, 'pointerup', to.x, to.y);
    await vi.waitFor(() => expect(titles('Quoted')).toEqual(['Benches', 'Screens']));
    expect(shown.calls.at(-1)).toEqual({ name: 'deals.move', input: { id: idOf(2), stageId: stageId(3), after: null } });
  });

  it('scrolls by moving at once, and takes nothing up', async () => {
    await showBoard(aStory());
    await onBoard();
    const from = at(card('Benches'));
    point(card('Benches'), 'pointerdown', from.x, from.y);
    point(window, 'pointermove', from.x, from.y - 30);
    const touch = new Event('touchmove', { bubbles: true, cancelable: true });
    card('Screens').dispatchEvent(touch);
    expect(touch.defaultPrevented).toBe(false);
    point(window, 'pointermove', from.x + 300, from.y);
    expect(document.querySelector('[data-card].bg-sunken')).toBeNull();
    point(window, 'pointerup', from.x + 300, from.y);
    expect(titles('Enquiry')).toEqual(['Pergola', 'Benches']);
  });
});

describe('ending', () => {
  it.each([['w', 'won'], ['o', 'lost']] as const)('%s asks how it was %s', async (key, outcome) => {
    useDealIntent.setState({ closing: null });
    await showBoard(aStory());
    await onBoard();
    await keys(key);
    expect(useDealIntent.getState().closing).toMatchObject({ deal: { title: 'Pergola' }, outcome });
  });

  it('takes a deal to the bin, and goes on with the one below', async () => {
    const shown = await showBoard(aStory());
    await onBoard();
    await keys('{Delete}');
    await vi.waitFor(() => expect(titles('Enquiry')).toEqual(['Benches']));
    expect(current()).toBe('Benches');
    await vi.waitFor(() => expect(shown.toasts.at(-1)?.text).toBe('Pergola was moved to the bin'));
  });

  it('shows in the list what ended this month', async () => {
    const story = aStory();
    await showBoard(story);
    await page.getByRole('button', { name: /^Won/ }).click();
    await expect.element(page.getByRole('grid', { name: 'Pipeline, as a list' })).toBeVisible();
    expect(story.filters.at(-1)).toEqual([{ field: 'state', is: 'won' }, { field: 'closed', from: expect.any(Number), to: Number.MAX_SAFE_INTEGER }, { field: 'pipeline', pipelineId: idOf(800) }]);
    await expect.element(page.getByRole('group', { name: 'Filters' }).getByText('Won')).toBeVisible();
  });

  it('marks no words where all are asked for, on the board and in the list', async () => {
    await showBoard(aStory());
    await onBoard();
    await keys('{Control>}a{/Control}');
    expect(String(getSelection())).toBe('');
    await page.getByRole('button', { name: /^Won/ }).click();
    const list = page.getByRole('grid', { name: 'Pipeline, as a list' });
    await expect.element(list).toBeVisible();
    (list.element() as HTMLElement).focus();
    await keys('{Control>}a{/Control}');
    expect(String(getSelection())).toBe('');
  });
});

describe('columns', () => {
  it('fold up, are remembered, and fold out with Enter', async () => {
    let kept: unknown = null;
    await showBoard(aStory(), { profile: { preference: ({ key }) => (key === 'pipeline.collapsed' ? kept : null), setPreference: ({ key, value }) => void (key === 'pipeline.collapsed' && (kept = value)) } });
    await page.getByRole('rowheader', { name: /Enquiry/ }).hover();
    await page.getByRole('button', { name: 'Fold Enquiry up' }).click();
    await expect.element(page.getByRole('rowheader', { name: 'Enquiry, folded up, 2 deals' })).toBeVisible();
    expect(kept).toEqual([stageId(1)]);
    (board().element() as HTMLElement).focus();
    await keys('{Home}', '{ArrowLeft}', '{ArrowLeft}', '{Enter}');
    await vi.waitFor(() => expect(titles('Enquiry')).toEqual(['Pergola', 'Benches']));
  });

  it('hold a few of many cards, and load more as one scrolls', async () => {
    const story = aStory(Array.from({ length: 400 }, (_, number) => aDeal(number, { title: number === 0 ? 'Pergola' : `Deal ${number}` })));
    const first = story.deals.slice(0, 40);
    const asked: (string | undefined)[] = [];
    await showBoard(story, {
      deals: {
        board: () => ({ columns: [{ stageId: stageId(1), count: 400, sums: [], rows: first, next: 'more' }, { stageId: stageId(3), count: 0, sums: [], rows: [], next: null }], won: { count: 0, sums: [] }, lost: { count: 0, sums: [] } }),
        column: ({ after, limit }) => {
          asked.push(after);
          const from = Number(after ?? 0);
          return { rows: story.deals.slice(from, from + limit), next: from + limit < 400 ? String(from + limit) : null };
        },
      },
    });
    await onBoard();
    expect(document.querySelectorAll('[data-card]').length).toBeLessThan(20);
    const scroller = lane('Enquiry')!.querySelector('[data-cards]')!;
    await vi.waitFor(
      () => {
        scroller.scrollTop = scroller.scrollHeight;
        expect(titles('Enquiry')).toContain('Deal 399');
      },
      { timeout: 5_000 },
    );
    expect(asked).toEqual([undefined, '200']);
    expect(document.querySelectorAll('[data-card]').length).toBeLessThan(20);
  });
});

describe('its faces', () => {
  it('are empty, with a way to begin', async () => {
    await showBoard(aStory([]));
    await expect.element(page.getByText('Nothing is in play.', { exact: false })).toBeVisible();
    useDealIntent.setState({ newDeal: null });
    await keys('d');
    expect(useDealIntent.getState().newDeal).toEqual({ stageId: stageId(1) });
  });

  it('are failed, with a way to try again', async () => {
    let fails = true;
    await showBoard(aStory(), {
      deals: {
        board: () => {
          if (fails) throw new Error('broken');
          return { columns: [{ stageId: stageId(1), count: 1, sums: [], rows: [aDeal(1, { title: 'Pergola' })], next: null }], won: { count: 0, sums: [] }, lost: { count: 0, sums: [] } };
        },
      },
    });
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    fails = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Pergola')).toBeVisible();
  });
});
