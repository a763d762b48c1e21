import type { Locator, Page } from '@playwright/test';

/**
 * Counts acts as the design does: a click, or a key press that is not text, a chord being one. What is
 * typed costs nothing.
 */
export class Acts {
  readonly #page: Page;
  #count = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  get count(): number {
    return this.#count;
  }

  async press(keys: string): Promise<void> {
    this.#count += 1;
    await this.#page.keyboard.press(keys);
  }

  async click(target: Locator): Promise<void> {
    this.#count += 1;
    await target.click();
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}
