import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showSink } from './show-sink.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('a dialog', () => {
  it('starts at its field, closes with Esc and returns the focus', async () => {
    await showSink({ path: '/widgets' });
    await button('Dialog').click();
    await expect.element(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Dialog')).toHaveFocus();
  });

  it('saves with Mod+Enter', async () => {
    await showSink({ path: '/widgets' });
    await button('Dialog').click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('never starts on what destroys', async () => {
    await showSink({ path: '/widgets' });
    await button('Confirm').click();
    await expect.element(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toHaveFocus();
  });

  it('keeps single letters from the page behind it', async () => {
    await showSink({ path: '/widgets' });
    await button('Confirm').click();
    await userEvent.keyboard('c');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByText('New', { exact: true })).not.toBeInTheDocument();
  });
});

describe('a toast', () => {
  it('offers its act and goes', async () => {
    await showSink({ path: '/widgets' });
    await button('Toast').click();
    const toast = page.getByRole('alertdialog');
    await expect.element(toast.getByText('Moved to the bin.')).toBeVisible();
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect.element(toast).not.toBeInTheDocument();
    await expect.poll(() => document.querySelector('[aria-live="polite"][data-live-announcer]')?.textContent).toContain('Undone');
  });
});

describe('a menu', () => {
  it('opens with a key, goes into its submenu and back, and returns the focus', async () => {
    await showSink({ path: '/widgets' });
    (button('Menu').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'Open' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    await expect.element(page.getByRole('menuitem', { name: 'Customers' })).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('menuitem', { name: 'Move to' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.element(button('Menu')).toHaveFocus();
  });
});

describe('a field of tags', () => {
  it('adds what is chosen and takes the last one off with Backspace', async () => {
    await showSink({ path: '/widgets' });
    await page.getByRole('combobox', { name: 'Tags' }).click();
    // Without the accent.
    await userEvent.keyboard('aland{ArrowDown}{Enter}');
    await expect.element(page.getByRole('button', { name: 'Remove Åland' })).toBeVisible();
    await userEvent.keyboard('{Backspace}');
    await expect.element(page.getByRole('button', { name: 'Remove Åland' })).not.toBeInTheDocument();
  });
});

describe('a combo box', () => {
  it('offers to make what does not exist', async () => {
    await showSink({ path: '/widgets' });
    const box = page.getByRole('combobox', { name: 'Organisation' });
    await userEvent.clear(box);
    await userEvent.type(box, 'Harbour Dental');
    await page.getByRole('option', { name: 'Create “Harbour Dental”' }).click();
    await expect.element(box).toHaveValue('Harbour Dental');
  });
});

describe('regions', () => {
  it('are gone through with F6', async () => {
    await showSink({ path: '/widgets' });
    const where = () => document.activeElement?.closest('[role=navigation], [role=banner], [role=main]')?.getAttribute('role');
    const seen = new Set<string | null | undefined>();
    for (let press = 0; press < 3; press++) {
      await userEvent.keyboard('{F6}');
      seen.add(where());
    }
    expect(seen).toEqual(new Set(['banner', 'main', 'navigation']));
  });

  it('begin with a link past the navigation', async () => {
    await showSink({ path: '/widgets' });
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.tab();
    await expect.element(page.getByRole('link', { name: 'Skip to the content' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('main')).toHaveFocus();
  });
});
