import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../core/markdown/parse.ts';
import { wordsOf, type Block, type Inline } from '../../../core/markdown/rich-document.ts';

const read = (markdown: string): Block[] => parseMarkdown(markdown).content;
const inline = (markdown: string): Inline[] => {
  const [block] = read(markdown);
  if (block?.type !== 'paragraph') throw new Error(`Not a paragraph: ${markdown}`);
  return block.content;
};
const text = (value: string): Inline => ({ type: 'text', text: value });

describe('blocks', () => {
  it('reads headings, quotes, code and rules', () => {
    expect(read('## Two\n\n> quoted\n\n```js\nlet a;\n```\n\n---')).toEqual([
      { type: 'heading', attrs: { level: 2 }, content: [text('Two')] },
      { type: 'blockquote', content: [{ type: 'paragraph', content: [text('quoted')] }] },
      { type: 'codeBlock', attrs: { info: 'js' }, content: [text('let a;')] },
      { type: 'horizontalRule' },
    ]);
  });

  it('reads check boxes at the start of items, also of empty ones', () => {
    expect(read('- [ ] open\n- [x] done\n- plain\n- [ ]')).toEqual([{
      type: 'bulletList',
      attrs: { tight: true, marker: '-' },
      content: [
        { type: 'listItem', attrs: { checked: false }, content: [{ type: 'paragraph', content: [text('open')] }] },
        { type: 'listItem', attrs: { checked: true }, content: [{ type: 'paragraph', content: [text('done')] }] },
        { type: 'listItem', attrs: { checked: null }, content: [{ type: 'paragraph', content: [text('plain')] }] },
        { type: 'listItem', attrs: { checked: false }, content: [{ type: 'paragraph', content: [] }] },
      ],
    }]);
  });

  it('reads where a numbered list starts and whether blank lines part its items', () => {
    expect(read('3) a\n\n4) b')).toMatchObject([{ type: 'orderedList', attrs: { start: 3, marker: ')', tight: false } }]);
    expect(read('> 1. a\n> 2. b')).toMatchObject([{ content: [{ attrs: { tight: true } }] }]);
  });

  it.each([
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['raw HTML', '<div onclick="alert(1)">\n<b>x</b>\n</div>'],
    ['a comment', '<!-- secret\n\nover lines -->'],
    ['link definitions', '[a]: https://x.org "A"\n[b]: y'],
  ])('keeps %s word for word', (_, source) => {
    expect(read(`before\n\n${source}\n\nafter`)).toEqual([
      { type: 'paragraph', content: [text('before')] },
      { type: 'source', content: [text(source)] },
      { type: 'paragraph', content: [text('after')] },
    ]);
  });

  it('takes the signs of the quote or list off a table inside it', () => {
    expect(read('> - | a | b |\n>   |---|---|')).toEqual([{
      type: 'blockquote',
      content: [{ type: 'bulletList', attrs: { tight: true, marker: '-' }, content: [{ type: 'listItem', attrs: { checked: null }, content: [{ type: 'source', content: [text('| a | b |\n|---|---|')] }] }] }],
    }]);
  });
});

describe('words and marks', () => {
  it('reads bold, italic, strike, code and links', () => {
    expect(inline('**a** _b_ ~~c~~ `d` [e](https://x.org "t")')).toEqual([
      { type: 'text', text: 'a', marks: [{ type: 'bold' }] }, text(' '),
      { type: 'text', text: 'b', marks: [{ type: 'italic' }] }, text(' '),
      { type: 'text', text: 'c', marks: [{ type: 'strike' }] }, text(' '),
      { type: 'text', text: 'd', marks: [{ type: 'code' }] }, text(' '),
      { type: 'text', text: 'e', marks: [{ type: 'link', attrs: { href: 'https://x.org', title: 't' } }] },
    ]);
  });

  it('reads every line ending in a paragraph as a break, and says which are bare', () => {
    expect(inline('a\nb  \nc\\\nd')).toEqual([
      text('a'), { type: 'hardBreak', attrs: { soft: true } },
      text('b'), { type: 'hardBreak', attrs: { soft: false } },
      text('c'), { type: 'hardBreak', attrs: { soft: false } },
      text('d'),
    ]);
  });

  it.each([
    'Mr. <ada@x.org>',
    'a <b onmouseover="x()">c</b> d',
    '<img src=x onerror=alert(1)> words',
    '[a](javascript:alert(1))',
    '![a](data:image/svg+xml;base64,AAAA)',
    '[a](./notes.md) and [b][ref] and [^1]',
    '<javascript:alert(1)>',
    '[a]( vbscript:x )',
  ])('shows as text what is text: %s', (words) => {
    expect(inline(words)).toEqual([text(words)]);
  });

  it('reads images as pieces of their own, to be shown as links', () => {
    expect(inline('![a *b*](https://x.org/i.png)')).toEqual([{ type: 'image', attrs: { src: 'https://x.org/i.png', alt: 'a b', title: null } }]);
  });

  it('reads character references, escapes, and leaves unknown names', () => {
    expect(inline('&amp; &#x41; \\*a\\* &nope;')).toEqual([text('& A *a* &nope;')]);
  });
});

describe('notes made to break a reader', () => {
  it.each([
    ['brackets', '['.repeat(20_000)],
    ['quote signs', '>'.repeat(20_000)],
    ['open emphasis', '*a **b '.repeat(5_000)],
    ['backticks of every length', Array.from({ length: 200 }, (_, i) => `${'`'.repeat(i)}a`).join(' ')],
    ['nested lists', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
    ['nested markers', '- '.repeat(2_000) + 'a'],
    ['open tags', '<a '.repeat(10_000)],
    ['open images', '![a]('.repeat(2_000)],
  ])('reads %s without running out of stack or time', (_, note) => {
    const started = performance.now();
    expect(read(note).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('keeps the words of what is nested too deeply', () => {
    const [block] = read(`${'> '.repeat(100)}deep`);
    expect(JSON.stringify(block)).toContain('deep');
    expect(wordsOf(inline(`${'*a **b '.repeat(200)}${'** *'.repeat(200)}`))).toContain('b');
  });
});
