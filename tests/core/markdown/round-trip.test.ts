import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalForm } from '../../../core/markdown/normal-form.ts';
import { parseMarkdown, parsePieces } from '../../../core/markdown/parse.ts';
import { printMarkdown } from '../../../core/markdown/print.ts';
import type { Block, RichDocument } from '../../../core/markdown/rich-document.ts';
import { rewriteMarkdown } from '../../../core/markdown/rewrite.ts';
import { anyBlock, anyDocument, anyMarkdown } from './arbitraries.ts';
import { nastyNotes } from './nasty-notes.ts';

const numRuns = 400;

const aParagraph = (words: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });

const withBlock = (document: RichDocument, index: number, removed: number, block: Block): RichDocument => ({ type: 'doc', content: document.content.toSpliced(index, removed, block) });

/** A table or other source inside a quote or list may be read as something else once its lines are laid out anew. */
const hasNestedSource = (blocks: readonly Block[], depth = 0): boolean => blocks.some((block) => {
  if (block.type === 'source') return depth > 0;
  if (block.type === 'blockquote') return hasNestedSource(block.content, depth + 1);
  return (block.type === 'bulletList' || block.type === 'orderedList') && block.content.some((item) => hasNestedSource(item.content, depth + 1));
});

describe('a note that is opened and closed', () => {
  it('is the same note, whatever it holds', () => {
    fc.assert(fc.property(anyMarkdown, (note) => {
      expect(rewriteMarkdown(note, parseMarkdown(note))).toBe(note);
    }), { numRuns });
  });

  it('is the same note when the editor tidied what Markdown cannot hold', () => {
    fc.assert(fc.property(anyMarkdown, (note) => {
      const tidied = withBlock(normalForm(parseMarkdown(note)), 0, 0, { type: 'paragraph', content: [] });
      expect(rewriteMarkdown(note, tidied)).toBe(note);
    }), { numRuns });
  });

  it.each(Object.entries(nastyNotes))('is the same note: %s', (_, note) => {
    expect(rewriteMarkdown(note, parseMarkdown(note))).toBe(note);
    expect(rewriteMarkdown(note, normalForm(parseMarkdown(note)))).toBe(note);
  });
});

describe('a document printed anew', () => {
  it('reads back as what it was', () => {
    fc.assert(fc.property(anyDocument, (document) => {
      const settled = normalForm(document);
      expect(normalForm(parseMarkdown(printMarkdown(document)))).toEqual(settled);
    }), { numRuns });
  });

  it('has one normal form', () => {
    fc.assert(fc.property(anyDocument, (document) => {
      const settled = normalForm(document);
      expect(normalForm(settled)).toEqual(settled);
    }), { numRuns });
  });

  it('says what the note it was read from said', () => {
    fc.assert(fc.property(anyMarkdown, (note) => {
      const document = normalForm(parseMarkdown(note));
      fc.pre(!hasNestedSource(document.content));
      expect(normalForm(parseMarkdown(printMarkdown(document)))).toEqual(document);
    }), { numRuns });
  });

  it.each(Object.entries(nastyNotes))('says the same: %s', (_, note) => {
    const document = normalForm(parseMarkdown(note));
    expect(normalForm(parseMarkdown(printMarkdown(document)))).toEqual(document);
  });
});

describe('a note with one block changed', () => {
  it('reads back as the changed document', () => {
    fc.assert(fc.property(anyMarkdown, anyBlock, fc.nat(), fc.boolean(), (note, block, at, replaces) => {
      const document = parseMarkdown(note);
      const changed = withBlock(document, at % (document.content.length + 1), replaces ? 1 : 0, block);
      fc.pre(!hasNestedSource(normalForm(document).content));
      expect(normalForm(parseMarkdown(rewriteMarkdown(note, changed)))).toEqual(normalForm(changed));
    }), { numRuns });
  });

  it('is the same note again when the change is taken back', () => {
    fc.assert(fc.property(anyMarkdown, anyBlock, (note, block) => {
      const changed = withBlock(parseMarkdown(note), 0, 0, block);
      const undone = { ...changed, content: changed.content.slice(1) };
      expect(rewriteMarkdown(note, undone)).toBe(note);
    }), { numRuns });
  });

  const closed = Object.entries(nastyNotes).filter(([name, note]) => note.trim() !== '' && name !== 'a fence that never closes');

  it.each(closed)('keeps every byte of the others when one is added at the end: %s', (_, note) => {
    const document = parseMarkdown(note);
    const written = rewriteMarkdown(note, withBlock(document, document.content.length, 0, aParagraph('added')));
    const end = parsePieces(note).at(-1)!.to;
    expect(written.slice(0, end)).toBe(note.slice(0, end));
    expect(written.slice(end).trim()).toBe('added');
  });

  it.each(closed)('keeps every byte of the others when one is added at the start: %s', (_, note) => {
    const written = rewriteMarkdown(note, withBlock(parseMarkdown(note), 0, 0, aParagraph('added')));
    const start = parsePieces(note)[0]!.from;
    expect(written.startsWith('added')).toBe(true);
    expect(written.endsWith(note.slice(start))).toBe(true);
  });
});

describe('what is written', () => {
  const changedFirst = (note: string, block: Block): string => rewriteMarkdown(note, withBlock(parseMarkdown(note), 0, 1, block));

  it('leaves the blank lines around a changed block as they were', () => {
    expect(changedFirst('old\n# Heading\nafter\n', aParagraph('new'))).toBe('new\n# Heading\nafter\n');
    expect(changedFirst('old\n\n\n\nafter', aParagraph('new'))).toBe('new\n\n\n\nafter');
  });

  it('ends its lines as the note does', () => {
    expect(changedFirst('old\r\n\r\nafter\r\n', { type: 'codeBlock', attrs: { info: '' }, content: [{ type: 'text', text: 'a\nb' }] })).toBe('```\r\na\r\nb\r\n```\r\n\r\nafter\r\n');
  });

  it('changes one item of a list and leaves the others in the style they were written in', () => {
    const note = '*   one\n     *   nested\n*   two\n*   three\n';
    const document = parseMarkdown(note);
    const list = document.content[0]!;
    if (list.type !== 'bulletList') throw new Error('The note is a list');
    list.content[1] = { type: 'listItem', attrs: { checked: false }, content: [aParagraph('changed')] };
    expect(rewriteMarkdown(note, document)).toBe('*   one\n     *   nested\n* [ ] changed\n*   three\n');
  });

  it('keeps the words of a table as they are and escapes what would become one', () => {
    expect(printMarkdown({ type: 'doc', content: [{ type: 'source', content: [{ type: 'text', text: '|a|b|\n|-|-|' }] }] })).toBe('|a|b|\n|-|-|');
    expect(printMarkdown({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a | b' }, { type: 'hardBreak', attrs: { soft: true } }, { type: 'text', text: '--|--' }] }] })).toBe('a | b\n\\--|--');
  });

  it('does not escape words that mean nothing in Markdown', () => {
    const words = 'Mr. <ada@x.org> paid 2 * 3 [see list] at snake_case #1 - C:\\dir & more!';
    expect(printMarkdown({ type: 'doc', content: [aParagraph(words)] })).toBe(words);
  });
});
