import type { Density } from './grid/grid.tsx';

export type Theme = 'light' | 'dark' | 'system';

/** Says both on the document, where tokens.css reads them. `system` follows the operating system by itself. */
export function setAppearance({ theme, density }: { theme: Theme; density: Density }): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['density'] = density;
}
