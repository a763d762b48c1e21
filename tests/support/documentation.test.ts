import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram } from './program.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).map((path) => join('docs', path))];

/** The links and pictures of a document that lead to a file of ours, as paths from the root of the project. */
function linksOf(path: string): string[] {
  const targets = [...read(path).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map((match) => match[1] ?? match[2]!);
  return targets.filter((target) => !/^(?:https?:|mailto:|#)/.test(target)).map((target) => join(dirname(path), target.replace(/#.*$/, '')));
}

/** Paths in backticks that begin with a folder of ours; those with a star or a gap stand for many. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:core|db|electron|renderer|build|tests|docs)\/[^`\s*{}]+)`/g)].map((match) => match[1]!);
}

describe('what is written about Kith', () => {
  it.each(documents)('%s links to what is there', (path) => {
    expect(linksOf(path).filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it('names only files that are there, but for any feature and the migration that a new field would make', () => {
    const named = documents.flatMap((path) => pathsIn(read(path)));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual(['renderer/features/X', 'db/migrations/0002_pronouns.sql']);
  });

  it('lists every command of the terminal in the README', () => {
    const { help } = JSON.parse(execFileSync(process.execPath, [builtProgram('electron/cli.ts'), '--help', '--json'], { encoding: 'utf8' })) as { help: string };
    const commands = [...help.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1]!);
    expect(commands.length).toBeGreaterThan(8);
    expect(commands.filter((command) => !read('README.md').includes(`\n| \`${command}`))).toEqual([]);
  });
});
