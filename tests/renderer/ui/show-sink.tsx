import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { startLanguage } from '../../../renderer/i18n/languages.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { KitchenSink } from './kitchen-sink.tsx';
import type { KitchenSinkProps } from './kitchen-sink.tsx';

export interface Setting extends Partial<KitchenSinkProps> {
  path: string;
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

/** Mounts one page of the kitchen sink in a window of this size, and waits for it. */
export async function showSink({ width = 1280, height = 800, theme = 'light', density = 'default', ...props }: Setting) {
  await page.viewport(width, height);
  setAppearance({ theme, density });
  const texts = await startLanguage('en');
  // As in index.html: the page fills the window.
  const container = document.createElement('div');
  container.id = 'root';
  document.body.append(container);
  const screen = await render(<KitchenSink texts={texts} density={density} {...props} />, { container });
  await document.fonts.ready;
  return screen;
}
