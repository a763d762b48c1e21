import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENT, withTables } from '../../build/data-formats.ts';

const written = readFileSync(DOCUMENT, 'utf8');

describe('docs/data-formats.md', () => {
  it('names every table and column of the database; "npm run docs" writes them', () => {
    expect(withTables(written)).toBe(written);
  });

  it('is written anew where a number is another', () => {
    const stale = written.replace('| 17 | `birthday` |', '| 18 | `birthday` |');
    expect(stale).not.toBe(written);
    expect(withTables(stale)).toBe(written);
  });

  it('refuses a document that lost its place for the tables', () => {
    expect(() => withTables('# How Kith keeps data\n')).toThrow('lacks the comments');
  });
});
