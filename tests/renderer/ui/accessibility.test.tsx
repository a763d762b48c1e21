import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showSink } from './show-sink.tsx';

/** What axe finds on the page as it is, in words. The whole document, so overlays are in it. */
async function faults(): Promise<string> {
  const { violations } = await axe.run(document, {
    rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: true } },
    resultTypes: ['violations'],
  });
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`)).join('\n');
}

/** Colours are measured once nothing fades any more. */
async function atRest() {
  await expect.poll(() => document.getAnimations().filter((animation) => animation.playState === 'running').length).toBe(0);
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each([
    ['/list', 1280, 'default'],
    ['/list', 1280, 'compact'],
    ['/list', 1280, 'relaxed'],
    ['/list', 375, 'default'],
    ['/widgets', 1280, 'default'],
    ['/widgets', 1280, 'compact'],
    ['/widgets', 320, 'default'],
    ['/record', 1440, 'default'],
    ['/record', 375, 'default'],
  ] as const)('axe finds nothing wrong with %s at %i px, %s', async (path, width, density) => {
    await showSink({ path, width, density, theme });
    await expect.element(page.getByRole('main')).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
  });

  it('nor with ticked rows, a current cell and the peek panel', async () => {
    await showSink({ path: '/list', width: 1440, theme });
    await page.getByRole('grid').click();
    await userEvent.keyboard('{ArrowDown}xjx{ArrowRight} ');
    await expect.element(page.getByRole('complementary')).toBeVisible();
    await expect.element(page.getByRole('toolbar')).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
  });

  it('nor with rows still loading, nor with none', async () => {
    const { unmount } = await showSink({ path: '/list', loadedRows: 3, theme });
    await expect.element(page.getByRole('gridcell', { name: 'Loading row 4' })).toBeInTheDocument();
    await atRest();
    expect(await faults()).toBe('');
    await unmount();
    await showSink({ path: '/list', rowCount: 0, theme });
    await expect.element(page.getByRole('button', { name: 'Import' })).toBeVisible();
    expect(await faults()).toBe('');
  });

  it.each(['Menu', 'Dialog', 'Confirm', 'Toast', 'Country'])('nor with what %s opens', async (name) => {
    await showSink({ path: '/widgets', theme });
    await page.getByRole('button', { name, exact: name !== 'Country' }).click();
    const opened = { Menu: 'menu', Dialog: 'dialog', Confirm: 'alertdialog', Toast: 'alertdialog', Country: 'listbox' }[name] ?? '';
    await expect.element(page.getByRole(opened).first()).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
  });

  it('nor with the list of a field of tags', async () => {
    await showSink({ path: '/widgets', theme });
    await page.getByRole('combobox', { name: 'Tags' }).click();
    await expect.element(page.getByRole('listbox')).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
  });

  it('nor with the shortcut sheet, nor with the drawer', async () => {
    const { unmount } = await showSink({ path: '/record', theme, width: 1280 });
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
    await unmount();
    await showSink({ path: '/list', width: 375, theme });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await expect.element(page.getByRole('dialog', { name: 'Navigation' })).toBeVisible();
    await atRest();
    expect(await faults()).toBe('');
  });
});

describe('at every width', () => {
  it.each([320, 375, 720, 768, 1024, 1280, 1440, 1920])('%i px: nothing wider than the window', async (width) => {
    for (const path of ['/list', '/widgets', '/record']) {
      const { unmount } = await showSink({ path, width });
      await expect.element(page.getByRole('main')).toBeVisible();
      expect(document.documentElement.scrollWidth, path).toBeLessThanOrEqual(width);
      await unmount();
    }
  });
});
