import fc from 'fast-check';
import { MARK_ORDER, type Block, type Inline, type ListItem, type Mark, type RichDocument } from '../../../core/markdown/rich-document.ts';

const words = fc.oneof(
  fc.constantFrom('plain words', 'Grüße', '你好', 'مرحبا', '👩‍👩‍👧 family', 'snake_case', '2 * 3', 'a*b', '**', '__x__', '`tick`', '\\', '\\*', '<b>raw</b>', 'Mr. <ada@x.org>',
    '&amp;', '&hearts;', 'C:\\dir', '[x] done', '[a](b)', '[a](https://x.org)', '![i](https://x.org/i.png)', '- no list', '1. no list', '1984. A book', '# no heading', '> no quote',
    '```', '~~~', '~~gone~~', '---', '===', '| a | b |', '|---|---|', ' ', '  ', 'end ', ' start', 'a.', '(b)', '"c"', '#', 'x #', '+', '*', '-', '1.', '[ref]: https://x.org', '<div>', '<!-- c -->', 'https://x.org/_a_', '!', '\u00a0', '\t', '_', '~', '$', 'a|b'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...Array.from('ab *_`~[]()<>!#&\\-+.:|=1\t"')), maxLength: 8 }),
);

const address = fc.constantFrom('https://x.org', 'https://x.org/a_b_c?d=1&e=2', 'http://x.org/(a)', 'mailto:ada@x.org', 'tel:+4912345', 'https://x.org/a*b*', 'https://x.org/&amp;');
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>({ type: 'bold' }, { type: 'italic' }, { type: 'strike' }, { type: 'code' }),
  fc.record({ type: fc.constant('link' as const), attrs: fc.record({ href: address, title: fc.option(fc.constantFrom('a title', 'say "hi"', 'a\\b &amp;')) }) }),
);
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: (one) => one.type })
  .map((some) => MARK_ORDER.flatMap((type) => some.find((one) => one.type === type) ?? []));

/** `[`]:`](…)` is a link definition in every Markdown; code that holds `]:` cannot be a link at the start of a line. */
const canBeWritten = (value: string, some: Mark[]): boolean => value !== '' && !(value.includes(']:') && some.some((one) => one.type === 'code'));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(words, marks).filter(([value, some]) => canBeWritten(value, some)).map(([value, some]): Inline => ({ type: 'text', text: value, marks: some })) },
  { weight: 1, arbitrary: fc.boolean().map((soft): Inline => ({ type: 'hardBreak', attrs: { soft } })) },
  { weight: 1, arbitrary: fc.tuple(address, words, marks).map(([src, alt, some]): Inline => ({ type: 'image', attrs: { src, alt, title: null }, marks: some.filter((one) => one.type !== 'code') })) },
);
const inlines = fc.array(inline, { maxLength: 5 });
const code = fc.oneof(words, fc.array(words, { maxLength: 4 }).map((lines) => lines.join('\n'))).map((value) => value.replace(/\r\n?/g, '\n'));
const plain = (value: string): { type: 'text'; text: string }[] => (value === '' ? [] : [{ type: 'text', text: value }]);

const { block } = fc.letrec<{ block: Block; item: ListItem; nested: Block[] }>((tie) => ({
  nested: fc.array(tie('block'), { maxLength: 3 }),
  item: fc.record({ type: fc.constant('listItem' as const), attrs: fc.record({ checked: fc.constantFrom(null, null, true, false) }), content: tie('nested') }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: inlines.map((content): Block => ({ type: 'paragraph', content })) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('heading' as const), attrs: fc.record({ level: fc.integer({ min: 1, max: 6 }) }), content: inlines }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('codeBlock' as const), attrs: fc.record({ info: fc.constantFrom('', 'js', 'a `b`') }), content: code.map(plain) }) },
    { weight: 1, arbitrary: fc.constant<Block>({ type: 'horizontalRule' }) },
    { weight: 1, arbitrary: fc.constantFrom('| a | b |\n|---|---|\n| 1 | 2 |', '[ref]: https://x.org "title"').map((value): Block => ({ type: 'source', content: plain(value) })) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('bulletList' as const), attrs: fc.record({ tight: fc.boolean(), marker: fc.constantFrom('-', '*', '+') }), content: fc.array(tie('item'), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('orderedList' as const), attrs: fc.record({ tight: fc.boolean(), marker: fc.constantFrom('.', ')'), start: fc.constantFrom(1, 1, 0, 9, 1984) }), content: fc.array(tie('item'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('blockquote' as const), content: tie('nested') }) },
  ),
}));

/** Any document an editor could hold, in normal form or not. */
export const anyDocument: fc.Arbitrary<RichDocument> = fc.array(block, { maxLength: 4 }).map((content) => ({ type: 'doc', content }));

export const anyBlock = block;

const line = fc.tuple(
  fc.constantFrom('', '', '', ' ', '  ', '   ', '    ', '\t', '> ', '>', '- ', '* ', '  - ', '   1. ', '1) ', '- [ ] ', '- [x] ', '# ', '### ', '```', '~~~', '> > ', '> - '),
  fc.oneof(words, fc.constant('')),
  fc.constantFrom('', '', '  ', '\\'),
).map((parts) => parts.join(''));

/** Text that is, or looks like, Markdown, with any line endings. */
export const anyMarkdown: fc.Arbitrary<string> = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\n', '\r\n', '\r'), fc.constantFrom('', '', 'end'))
  .map(([lines, ending, last]) => lines.join(ending) + (last === '' ? '' : ending));
