import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../renderer');
const source = (path: string): string => readFileSync(join(renderer, path), 'utf8');
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

/** As the loader of the first parcel names them; any other parcel but `more` is called like its namespace. */
const first = /\{([\w,]+)\}/.exec(source('i18n/en/first.ts'))![1]!.split(',');
const namespaces = readdirSync(join(renderer, 'i18n/en')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
const titleOf = new Map(files.flatMap((path) => [...source(path).matchAll(/defineCommand\(\{\s*id: '([\w.]+)',\s*titleKey: '(\w+):/g)].map(([, id, namespace]) => [id!, namespace!] as const)));

/** A file and all that it imports when it is loaded, as paths from the renderer's folder; types and what is fetched later are not. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, to] of source(path).matchAll(/^(?:import|export)\s(?!type\s)(?:[^;']*?from )?'(\.{1,2}\/[^']+\.tsx?)';/gm)) {
    const imported = relative(renderer, resolve(renderer, dirname(path), to!));
    if (!imported.startsWith('..') && existsSync(join(renderer, imported))) loadedWith(imported, seen);
  }
  return seen;
}

/** The namespaces that a file takes words from, but for those it fetches itself. Titles of commands count where a button shows them. */
function saidBy(text: string): string[] {
  if (/pageWords\(/.test(text)) return [];
  const code = text.replaceAll(/\/\*.*?\*\//gs, '');
  const keys = [...code.replaceAll(/titleKey: (?:'[^']*'|`[^`]*` as '[^']*')/g, '').matchAll(new RegExp(`useTranslation\\('(\\w+)'|['"\`](${namespaces.join('|')}):`, 'g'))].map(([, hook, key]) => hook ?? key!);
  const titles = [...code.matchAll(/(?:command="|useCommand\('|entry\(')([\w.]+)["']/g)].flatMap(([, id]) => titleOf.get(id!) ?? []);
  return [...keys, ...titles];
}

/** What is said and has not come by then, and where. */
function unsaid(entry: string, parcels: readonly string[]): string[] {
  if (parcels.includes('more')) return [];
  return [...loadedWith(entry)].flatMap((path) => [...new Set(saidBy(source(path)))].filter((namespace) => !first.includes(namespace) && !parcels.includes(namespace)).map((namespace) => `${path} says ${namespace}`));
}

/** Every part of the page that is fetched late and names its parcels. */
const listed = files.flatMap((path) =>
  [...source(path).matchAll(/(?:late|pageOf)\(\(\) => import\('([^']+)'\)[^\n]*?, \[((?:'\w+'(?:, )?)+)\]\);/g)].map(([, to, parcels]) => ({
    part: relative(renderer, resolve(renderer, dirname(path), to!)),
    parcels: parcels!.split(', ').map((name) => name.slice(1, -1)),
  })),
);

describe('words that come in parcels', () => {
  it('are there for whatever comes with the frame', () => {
    const frame = loadedWith('main.tsx');
    expect(frame.size).toBeGreaterThan(60);
    expect(frame).toContain('app/shell/sidebar.tsx');
    expect(unsaid('main.tsx', [])).toEqual([]);
  });

  it('are there for each part that says which it needs', () => {
    expect(listed.map(({ part }) => part)).toEqual(expect.arrayContaining(['features/today/index.ts', 'features/contacts/index.ts', 'quick-add/quick-add-line.tsx']));
    for (const { part, parcels } of listed) expect(unsaid(part, parcels), part).toEqual([]);
  });

  it('are missed where a part names too few', () => {
    expect(unsaid('features/today/index.ts', ['contact'])).toContain('reminders/reminder-words.ts says reminders');
    expect(saidBy('<CommandButton command="import.open" />')).toEqual(['import']);
  });

  it('are fetched with every part: none comes by a bare import', () => {
    const bare = files.flatMap((path) => [...source(path).matchAll(/^.*\bimport\('[^']+\.tsx?'\).*$/gm)].map(([line]) => `${path}: ${line.trim()}`)).filter((line) => !/\b(?:late|pageOf)\(\(\) => import\(/.test(line));
    // Loaders of the words themselves, an editor that says nothing, and what a page then shows.
    expect(bare.filter((line) => !/^(i18n\/|ui\/rich-text\/|app\/import-drop)/.test(line))).toEqual([]);
  });
});
