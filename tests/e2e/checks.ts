import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './kith.ts';

/** Every width that the design names, in px. */
const WIDTHS = [320, 375, 720, 768, 1024, 1280, 1440, 1920] as const;

/** What a colour scheme can change. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** To say of every element that is well where it stands takes twice as long as all else. */
const ONLY_VIOLATIONS = { resultTypes: ['violations' as const], preload: false };

/** No violation of any rule of axe on what is shown in light, and of those that colours can break in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Kith has no frames: all is found on the page itself, without another page for the results, which takes twice as long.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === 'light' ? axe.options({ ...ONLY_VIOLATIONS, rules: { 'target-size': { enabled: true } } }) : axe.options({ ...ONLY_VIOLATIONS, runOnly: RULES_OF_COLOUR })).analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
}

/** Buttons and boxes of the title bar that lie over each other, or beside the window. */
function faultsOfTitleBar(): string[] {
  const controls = [...document.querySelectorAll('[role=banner] :is(button, input, a)')].filter((control) => control.checkVisibility());
  const boxes = controls.map((control) => ({ name: control.getAttribute('aria-label') ?? control.textContent, box: control.getBoundingClientRect() }));
  return boxes.flatMap((one, i) => [
    ...(one.box.left < 0 || one.box.right > window.innerWidth ? [`${one.name} beside the window`] : []),
    ...boxes.slice(i + 1).filter(({ box }) => one.box.left < box.right - 1 && box.left < one.box.right - 1).map((other) => `${one.name} and ${other.name}`),
  ]);
}

/** Nothing of the document lies beside the window or of the title bar over each other at any width, and its heading stands there. */
export async function expectToFitEverywhere(page: Page, heading: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached();
    const beside = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(async () => `${await beside()} px beside a window of ${width}`).toBe(`0 px beside a window of ${width}`);
    await expect.poll(async () => ({ width, faults: await page.evaluate(faultsOfTitleBar) })).toEqual({ width, faults: [] });
  }
  if (before) await page.setViewportSize(before);
}
