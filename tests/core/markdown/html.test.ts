import { describe, expect, it } from 'vitest';
import { htmlToDocument } from '../../../core/markdown/html.ts';
import { printMarkdown } from '../../../core/markdown/print.ts';

const markdown = (html: string): string => printMarkdown(htmlToDocument(html));

describe('foreign HTML', () => {
  it('becomes headings, lists, quotes, code and marks', () => {
    expect(markdown('<h2>Offer</h2>\n<p>Hello   <b>big </b><i>world</i><br>next <a href="https://x.org">link</a></p><ol start=3><li>x<li>y</ol><blockquote>q<p>r</blockquote><pre><code class="language-js">let a;\n  b</code></pre><hr>'))
      .toBe('## Offer\n\nHello **big** *world*\\\nnext [link](https://x.org)\n\n3. x\n4. y\n\n> q\n>\n> r\n\n```js\nlet a;\n  b\n```\n\n___');
  });

  it('keeps check boxes', () => {
    expect(markdown('<ul><li><input type="checkbox" checked> done</li><li data-checked="false"><p>open</p></li></ul>')).toBe('- [x] done\n- [ ] open');
  });

  it('from a word processor keeps what is meant, not how it is written', () => {
    expect(markdown('<meta charset="utf-8"><b style="font-weight:normal"><p><span style="font-weight:700">Bold</span><span> and </span><span style="font-style:italic">so</span></p><ul><li><p>one</p></li><ul><li><p>two</p></li></ul></ul></b><br>'))
      .toBe('**Bold** and *so*\n\n- one\n  - two');
  });

  it('turns a table into Markdown, and a table that only lays out the page into its words', () => {
    expect(markdown('<table><tr><th>a<th>b|c<tr><td><b>1</b><td>2</table>')).toBe('| a | b\\|c |\n| --- | --- |\n| **1** | 2 |');
    expect(markdown('<table><tr><td><p>one</p></td></tr><tr><td>two</td></tr></table>')).toBe('one\n\ntwo');
  });

  it('leaves scripts, styles, frames and addresses that may not be opened behind', () => {
    expect(markdown('<style>p{}</style><p onclick="x()">a<script>alert(1)</script> <a href="javascript:alert(1)">b</a> <img src=x onerror=alert(1)><iframe src="https://x.org">c</iframe></p><svg><text>d</text></svg><p><img src="https://x.org/t.gif" width=1 height=1></p>'))
      .toBe('a b');
  });

  it('shows as words what is words', () => {
    const words = printMarkdown(htmlToDocument('<p>* &lt;b&gt; _x_ &amp;amp; # 1. &nbsp;</p>'));
    expect(htmlToDocument('<p>* &lt;b&gt; _x_ &amp;amp; # 1. &nbsp;</p>').content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: '* <b> _x_ &amp; # 1. \u00a0' }] }]);
    expect(words).toBe('\\* \\<b> \\_x\\_ \\&amp; \\# 1. \u00a0');
  });

  it('survives nesting without end and tags without sense', () => {
    expect(markdown(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}after`)).toBe('deep\n\nafter');
    expect(markdown('</p></ul><li>a<li><table>b</td><ul>c')).toContain('a');
  });
});
