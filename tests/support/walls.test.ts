import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Import {
  from: string;
  to: string;
}

/** Every import of a file of ours by another, as paths from the root of the project. */
function importsIn(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => importsOf(join(folder, name), readFileSync(join(root, folder, name), 'utf8')));
}

function importsOf(from: string, text: string): Import[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) => ({ from, to: relative(root, resolve(root, dirname(from), match[1]!)) }));
}

/** The compiler holds the walls between core, db, electron and renderer; these are those within the renderer. */
function crossing({ from, to }: Import): boolean {
  const feature = /^renderer\/features\/([^/]+)\//.exec(from)?.[1];
  if (feature) return to.startsWith('renderer/app/') || (to.startsWith('renderer/features/') && !to.startsWith(`renderer/features/${feature}/`));
  if (from.startsWith('renderer/ui/rich-text/')) return !to.startsWith('renderer/ui/') && !to.startsWith('core/markdown/');
  if (from.startsWith('renderer/ui/')) return !to.startsWith('renderer/ui/');
  return false;
}

describe('the walls of the renderer', () => {
  it('lets no feature import another, and ui nothing of ours', () => {
    const imports = importsIn('renderer');
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter(crossing)).toEqual([]);
  });

  it('sees a crossing when there is one', () => {
    const sees = (from: string, line: string): boolean => importsOf(from, line).some(crossing);
    expect(sees('renderer/features/contact/page.tsx', "import { Grid } from '../contacts/grid.tsx';")).toBe(true);
    expect(sees('renderer/features/contact/page.tsx', "const page = lazy(() => import('../../app/routes.tsx'));")).toBe(true);
    expect(sees('renderer/ui/button.tsx', "import type { Id } from '../../core/ids.ts';")).toBe(true);
    expect(sees('renderer/features/contact/page.tsx', "import { Button } from '../../ui/button.tsx';")).toBe(false);
  });
});
