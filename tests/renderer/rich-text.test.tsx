import axe from 'axe-core';
import fc from 'fast-check';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { rewriteMarkdown } from '../../core/markdown/rewrite.ts';
import { parseMarkdown } from '../../core/markdown/parse.ts';
import { loadRichTextEditor, RichTextEditor } from '../../renderer/ui/rich-text/rich-text-editor.tsx';
import type { RichTextEditorProps, RichTextHandle, RichTextLabels } from '../../renderer/ui/rich-text/rich-text-editor.tsx';
import { RichText } from '../../renderer/ui/rich-text/rich-text.tsx';
import { anyMarkdown } from '../core/markdown/arbitraries.ts';
import { nastyNotes } from '../core/markdown/nasty-notes.ts';
import '../../renderer/ui/base.css';

const labels: RichTextLabels = {
  toolbar: 'Formatting', heading1: 'Heading 1', heading2: 'Heading 2', heading3: 'Heading 3', bold: 'Bold', italic: 'Italic', strike: 'Strikethrough', code: 'Code',
  bulletList: 'Bullet list', orderedList: 'Numbered list', checkList: 'Check list', quote: 'Quote', codeBlock: 'Code block', link: 'Link', linkAddress: 'Address',
  linkInvalid: 'Not an address', linkApply: 'Apply', linkRemove: 'Remove link',
};

const violations: string[] = [];

// As the page itself has it (design/security.md), but for the style elements of the test server.
beforeAll(() => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "require-trusted-types-for 'script'; trusted-types 'none'; style-src-attr 'none'; img-src 'self'; script-src-attr 'none'";
  document.head.append(policy);
  document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
});

beforeEach(() => {
  violations.length = 0;
});

afterEach(() => {
  expect(violations).toEqual([]);
});

it('all of this runs under the policy of the page, which refuses HTML', async () => {
  expect(() => {
    document.createElement('div').innerHTML = '<b>x</b>';
  }).toThrow(TypeError);
  await expect.poll(() => violations).toHaveLength(1);
  violations.length = 0;
});

describe('a note that is read', () => {
  it('does not fetch the editor', async () => {
    await render(<RichText value="Words with **bold**" />);
    await expect.element(page.getByText('bold')).toBeVisible();
    expect(performance.getEntriesByType('resource').filter(({ name }) => /tiptap|prosemirror/i.test(name))).toEqual([]);
  });

  it('is shown as elements', async () => {
    const { container } = await render(<RichText value={'# One\n\n### Three\n\nA **b** _c_ ~~d~~ `e`\nf\n\n1. x\n   - y\n\n> q\n\n```\ncode\n```\n\n---'} />);
    await expect.element(page.getByRole('heading', { level: 3, name: 'One' })).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 5, name: 'Three' })).toBeVisible();
    expect(container.querySelector('p')?.innerHTML).toBe('A <strong>b</strong> <em>c</em> <s>d</s> <code>e</code><br>f');
    expect(container.querySelector('ol > li > ul > li')?.textContent).toBe('y');
    expect(container.querySelector('blockquote p')?.textContent).toBe('q');
    expect(container.querySelector('pre code')?.textContent).toBe('code');
    expect(container.querySelectorAll('hr')).toHaveLength(1);
  });

  it('opens links outside, also bare ones, and images only as links', async () => {
    const { container } = await render(<RichText value={'[**a** b](https://x.org/a "t") see www.x.org. ![pic](https://x.org/i.png) <https://x.org/c>'} />);
    const links = [...container.querySelectorAll('a')].map((link) => [link.textContent, link.href, link.target, link.rel]);
    expect(links).toEqual([
      ['a b', 'https://x.org/a', '_blank', 'noopener noreferrer'],
      ['www.x.org', 'https://www.x.org/', '_blank', 'noopener noreferrer'],
      ['pic', 'https://x.org/i.png', '_blank', 'noopener noreferrer'],
      ['https://x.org/c', 'https://x.org/c', '_blank', 'noopener noreferrer'],
    ]);
    expect(container.querySelector('img')).toBeNull();
  });

  it.each([
    '<script>window.hit()</script>', '<img src=x onerror="hit()">', '<svg onload=hit()>', '<iframe srcdoc="<script>parent.hit()</script>"></iframe>', '<a href="javascript:hit()">x</a>',
    '[x](javascript:hit())', '[x](JaVaScRiPt:hit())', '[x](data:text/html,<script>hit()</script>)', '[x](&#106;avascript:hit())', '![x](javascript:hit())', '<javascript:hit()>',
    '[x]: javascript:hit()\n\n[x]', '<style>*{background:url(https://x.org)}</style>', '<math><mi xlink:href="javascript:hit()">', '| <img src=x onerror=hit()> |\n|---|', '`<script>hit()</script>`',
    '<details open ontoggle=hit()>', '- <input autofocus onfocus=hit()>', '[a](https://x.org" onmouseover="hit())', '[a](https://x.org "\\" onmouseover=\\"hit()")',
  ])('keeps script inert: %s', async (payload) => {
    const hit = vi.fn<() => void>();
    Object.assign(window, { hit });
    const { container } = await render(<RichText value={payload} onToggleTask={() => undefined} />);
    for (const element of container.querySelectorAll<HTMLElement>('*')) element.click();
    const foreign = container.querySelectorAll('script, img, iframe, style, math, details, [onerror], [onload], [onmouseover], a:not([href^="https:"])');
    expect([...foreign]).toEqual([]);
    expect(hit).not.toHaveBeenCalled();
  });

  it('has check boxes that change one sign of the note', async () => {
    const onToggleTask = vi.fn<(markdown: string) => void>();
    await render(<RichText value={'* [ ] **send** list\r\n   + [x] call\r\n\r\n| a |\r\n|---|\r\n'} onToggleTask={onToggleTask} />);
    await page.getByRole('checkbox', { name: 'call' }).click();
    await page.getByRole('checkbox', { name: 'send list' }).click();
    expect(onToggleTask.mock.calls).toEqual([
      ['* [ ] **send** list\r\n   + [ ] call\r\n\r\n| a |\r\n|---|\r\n'],
      ['* [x] **send** list\r\n   + [x] call\r\n\r\n| a |\r\n|---|\r\n'],
    ]);
  });

  it('has check boxes that cannot be clicked where nobody listens', async () => {
    await render(<RichText value="- [ ] send" />);
    await expect.element(page.getByRole('checkbox', { name: 'send' })).toBeDisabled();
  });

  it('shows as many lines as asked', async () => {
    const { container } = await render(<RichText value={'one\ntwo\n\nthree\n\n- four'} clampLines={2} />);
    expect(container.querySelector('.rich-text')!.clientHeight).toBeLessThan(60);
  });

  it('finds the direction of each block', async () => {
    const { container } = await render(<RichText value={'שלום world\n\nwords\n\n- مرحبا'} />);
    expect([...container.querySelectorAll('.rich-text > *')].map((block) => getComputedStyle(block).direction)).toEqual(['rtl', 'ltr', 'rtl']);
  });
});

/** What the person wrote, in order. */
let written: string[] = [];

function Writing({ start, ...props }: Partial<RichTextEditorProps> & { start: string }) {
  const [value, setValue] = useState(start);
  return (
    <>
      <RichTextEditor
        label="Note"
        labels={labels}
        {...props}
        value={value}
        onChange={(markdown) => {
          written.push(markdown);
          setValue(markdown);
        }}
      />
      <output>{value}</output>
      <button type="button" onClick={() => setValue('from outside')}>Replace</button>
    </>
  );
}

const note = (): ReturnType<typeof page.getByRole> => page.getByRole('textbox', { name: 'Note' });

/** The editor with its cursor at the end. */
async function write(start: string, props: Partial<RichTextEditorProps> = {}) {
  written = [];
  await loadRichTextEditor();
  const screen = await render(<Writing start={start} autoFocus {...props} />);
  await expect.poll(() => document.activeElement?.classList.contains('ProseMirror')).toBe(true);
  return screen;
}

function paste(data: Record<string, string>): void {
  const clipboardData = new DataTransfer();
  for (const [type, words] of Object.entries(data)) clipboardData.setData(type, words);
  document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

/** Keys that move the cursor: the editor hears of it with the next frame. */
async function move(keys: string): Promise<void> {
  await userEvent.keyboard(keys);
  await new Promise(requestAnimationFrame);
}

const lastWritten = (): string | undefined => written.at(-1);

describe('until the editor is there', () => {
  it('the note is plain text, and what is typed, the cursor and the focus carry over', async () => {
    written = [];
    await render(<Writing start="- one" autoFocus />);
    const field = document.querySelector('textarea')!;
    // The editor waits for an input method to finish its word.
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    await loadRichTextEditor();
    await userEvent.keyboard('{Enter}- two **b**');
    expect(lastWritten()).toBe('- one\n- two **b**');
    field.setSelectionRange(5, 5);
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await expect.poll(() => document.activeElement?.classList.contains('ProseMirror')).toBe(true);
    await userEvent.keyboard('!');
    expect(lastWritten()).toBe('- one!\n- two **b**');
  });
});

describe('a note that is opened', () => {
  it.each(Object.entries(nastyNotes))('writes nothing, and undo gives back every byte: %s', async (_, markdown) => {
    await write(markdown);
    await userEvent.keyboard('x');
    expect(written).toHaveLength(1);
    expect(lastWritten()).not.toBe(markdown);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(written).toHaveLength(2);
    expect(lastWritten()).toBe(markdown);
  });

  it('is held by the editor without loss, whatever it is', async () => {
    const { getSchema } = await import('@tiptap/core');
    const { noteExtensions } = await import('../../renderer/ui/rich-text/tiptap-editor.tsx');
    const { documentOf, editorContent } = await import('../../renderer/ui/rich-text/editor-document.ts');
    const schema = getSchema(noteExtensions);
    fc.assert(fc.property(anyMarkdown, (markdown) => {
      const held = schema.nodeFromJSON(editorContent(parseMarkdown(markdown)));
      held.check();
      expect(rewriteMarkdown(markdown, documentOf(held))).toBe(markdown);
    }), { numRuns: 300 });
  });

  it('shows what it has no block for as plain text and keeps it', async () => {
    await write('Mr. <ada@x.org>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n');
    await expect.element(page.getByText('| 1 | 2 |', { exact: false }).first()).toBeVisible();
    await page.getByText('Mr.', { exact: false }).first().click();
    await move('{Home}');
    await userEvent.keyboard('Dear ');
    expect(lastWritten()).toBe('Dear Mr. <ada@x.org>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n');
  });

  it('is replaced from outside without a word of the old one coming back', async () => {
    await write('old');
    await userEvent.keyboard(' words');
    await page.getByRole('button', { name: 'Replace' }).click();
    await expect.element(note()).toHaveTextContent('from outside');
    await note().click();
    await userEvent.keyboard('{Control>}z{/Control}{Control>}{End}{/Control}!');
    expect(lastWritten()).toBe('from outside!');
  });
});

describe('writing', () => {
  it.each([
    ['# Title{Enter}words', '# Title\n\nwords'],
    ['- one{Enter}two{Enter}{Enter}after', '- one\n- two\n\nafter'],
    ['1. one{Enter}two', '1. one\n2. two'],
    ['> quoted', '> quoted'],
    ['**bold** and *it* and ~~gone~~ and `code` ', '**bold** and *it* and ~~gone~~ and `code`'],
    ['```js let a;', '```js\nlet a;\n```'],
    ['one{Shift>}{Enter}{/Shift}two', 'one\\\ntwo'],
    ['2 * 3 * 4 a*b* <ada@x.org> snake_case_ [[a](b)', '2 * 3 * 4 a\\*b\\* <ada@x.org> snake_case\\_ [a](b)'],
    ['{Control>}b{/Control}bold{Control>}b{/Control} {Control>}i{/Control}it{Control>}i{/Control}', '**bold** *it*'],
    ['{Control>}{Alt>}2{/Alt}{/Control}Title', '## Title'],
  ])('%s becomes %s', async (keys, markdown) => {
    await write('');
    await userEvent.keyboard(keys);
    expect(lastWritten()).toBe(markdown);
  });

  it('makes a check list, line by line, and ticks it', async () => {
    await write('');
    await userEvent.keyboard('[[] send list{Enter}call{Enter}{Tab}ask for Ada{Enter}{Shift>}{Tab}{/Shift}done');
    expect(lastWritten()).toBe('- [ ] send list\n- [ ] call\n  - [ ] ask for Ada\n- [ ] done');
    await page.getByRole('checkbox', { name: 'call' }).click();
    expect(lastWritten()).toBe('- [ ] send list\n- [x] call\n  - [ ] ask for Ada\n- [ ] done');
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    expect(lastWritten()).toBe('- [ ] send list\n- [x] call\n  - [ ] ask for Ada\n- [x] done');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(lastWritten()).toBe('- [ ] send list\n- [x] call\n  - [ ] ask for Ada\n- [ ] done');
  });

  it('turns lines into check boxes inside a list and beside one, and back by Backspace', async () => {
    await write('- one');
    await userEvent.keyboard('{Enter}[[x] two');
    expect(lastWritten()).toBe('- one\n- [x] two');
    await move('{Home}');
    await userEvent.keyboard('{Backspace}');
    expect(lastWritten()).toBe('- one\n- two');
  });

  it('leaves the other items of a list as they were written', async () => {
    await write('*   one\n     *   nested\n*   [ ] two\n');
    await page.getByRole('checkbox', { name: 'two' }).click();
    expect(lastWritten()).toBe('*   one\n     *   nested\n* [x] two\n');
  });

  it('indents with Tab in lists only', async () => {
    await write('words');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.classList.contains('ProseMirror')).toBe(false);
    expect(written).toEqual([]);
  });

  it('makes, changes and removes a link', async () => {
    await write('see the list');
    await move('{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}');
    await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
    await page.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Not an address')).toBeVisible();
    await page.getByRole('textbox', { name: 'Address' }).fill('example.org/list');
    await userEvent.keyboard('{Enter}');
    expect(lastWritten()).toBe('see the [list](https://example.org/list)');
    await expect.poll(() => document.activeElement?.classList.contains('ProseMirror')).toBe(true);
    await move('{ArrowRight}{ArrowLeft}');
    await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
    await expect.element(page.getByRole('textbox', { name: 'Address' })).toHaveValue('https://example.org/list');
    await page.getByRole('button', { name: 'Remove link' }).click();
    expect(lastWritten()).toBe('see the list');
  });

  it('says when it is done or given up, and leaves the palette its key', async () => {
    const onSubmit = vi.fn<() => void>();
    const onCancel = vi.fn<() => void>();
    const reached: string[] = [];
    const listen = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) reached.push(event.key);
    };
    await write('words', { onSubmit, onCancel });
    window.addEventListener('keydown', listen);
    await userEvent.keyboard('{Control>}{Enter}{/Control}{Escape}{Control>}zbk{/Control}');
    window.removeEventListener('keydown', listen);
    expect(onSubmit).toHaveBeenCalledOnce();
    expect(onCancel).toHaveBeenCalledOnce();
    expect(reached).toEqual(['Control', 'Control', 'k']);
    expect(written).toEqual([]);
  });

  it('does what it is asked from outside', async () => {
    let handle: RichTextHandle | null = null;
    await write('one\n\ntwo', { ref: (next) => { handle = next; } });
    handle!.toggleChecklist();
    await expect.poll(lastWritten).toBe('one\n\n- [ ] two');
    handle!.toggleChecklist();
    await expect.poll(lastWritten).toBe('one\n\n- two');
  });

  it('asks with its placeholder while it is empty', async () => {
    await write('', { placeholder: 'What was said?' });
    await expect.element(note()).toHaveAttribute('data-placeholder', 'What was said?');
    await userEvent.keyboard('a');
    await expect.element(note()).not.toHaveAttribute('data-placeholder');
  });
});

describe('pasting', () => {
  it('HTML becomes clean Markdown, and undo takes it back', async () => {
    const hit = vi.fn<() => void>();
    Object.assign(window, { hit });
    await write('Before\n\n');
    await userEvent.keyboard('{Enter}');
    paste({
      'text/html': '<html><body><!--StartFragment--><h2 style="color:red">Offer</h2><p>Dear <b>Ada</b>,<script>hit()</script> see <a href="https://x.org">list</a> <a href="javascript:hit()">here</a><img src=x onerror=hit()></p><ul><li><input type="checkbox" checked>done</li><li>two<ul><li>nested</li></ul></li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><!--EndFragment--></body></html>',
      'text/plain': 'ignored',
    });
    expect(lastWritten()).toBe('Before\n\n## Offer\n\nDear **Ada**, see [list](https://x.org) here\n\n- [x] done\n- two\n  - nested\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n');
    expect(hit).not.toHaveBeenCalled();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(lastWritten).toBe('Before\n\n');
  });

  it('words go into the line, Markdown becomes what it says, an address makes a link of the selection', async () => {
    await write('one two');
    paste({ 'text/plain': ' three' });
    expect(lastWritten()).toBe('one two three');
    await move('{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}');
    paste({ 'text/plain': 'https://x.org' });
    expect(lastWritten()).toBe('one two [three](https://x.org)');
    await move('{End}');
    await userEvent.keyboard('{Enter}');
    paste({ 'text/plain': '- [ ] four\n- five' });
    expect(lastWritten()).toBe('one two [three](https://x.org)\n\n- [ ] four\n- five');
  });

  it('into code stays as it is', async () => {
    await write('```\ncode\n```');
    await move('{ArrowLeft}{ArrowLeft}');
    paste({ 'text/html': '<b>x</b>', 'text/plain': '**x**\r\ny ' });
    expect(lastWritten()).toBe('```\nco**x**\ny de\n```');
  });

  it('what is copied comes back as it was', async () => {
    const markdown = '# Title\n\n- [x] **a**\n- [ ] b `c`\n\n![pic](https://x.org/i.png)\n\n| a |\n|---|\n\n1. one';
    await write(markdown);
    await move('{Control>}a{/Control}');
    const clipboardData = new DataTransfer();
    document.activeElement!.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    expect(clipboardData.getData('text/plain')).toBe(markdown);
    await userEvent.keyboard('{Delete}');
    expect(lastWritten()).toBe('');
    paste({ 'text/html': clipboardData.getData('text/html') });
    expect(lastWritten()).toBe(markdown);
  });

  it('dropped words come in the same way', async () => {
    await write('words');
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/html', '<b>bold</b><script>hit()</script>');
    const box = note().element().querySelector('p')!.getBoundingClientRect();
    note().element().dispatchEvent(new DragEvent('drop', { dataTransfer, clientX: box.left, clientY: box.top + 5, bubbles: true, cancelable: true }));
    expect(lastWritten()).toBe('**bold**words');
  });
});

describe('the toolbar', () => {
  it('formats, shows what is on, and is one tab stop', async () => {
    await write('words', { toolbar: true });
    await userEvent.keyboard('{Control>}a{/Control}');
    await page.getByRole('button', { name: 'Bold' }).click();
    expect(lastWritten()).toBe('**words**');
    await expect.element(page.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Check list' }).click();
    expect(lastWritten()).toBe('- [ ] **words**');
    await page.getByRole('button', { name: 'Bullet list' }).click();
    expect(lastWritten()).toBe('- **words**');
    const buttons = [...page.getByRole('toolbar').element().querySelectorAll('button')];
    // Entered from outside, the toolbar gives the focus to whichever button had it last.
    buttons[0]!.focus();
    const entered = buttons.indexOf(document.activeElement as HTMLButtonElement);
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => buttons.indexOf(document.activeElement as HTMLButtonElement)).toBe(entered + 1);
  });

  it('has nothing axe would find fault with, in the editor and in the viewer', async () => {
    const markdown = '# One\n\n- [ ] open\n- [x] done\n- [ ]\n\n[link](https://x.org) `code`\n\n> quote\n\n| a |\n|---|\n\n```\ncode\n```\n';
    await write(markdown, { toolbar: true });
    const { container } = await render(<RichText value={markdown} onToggleTask={() => undefined} />);
    await expect.poll(() => document.getAnimations().filter((animation) => animation.playState === 'running').length, { timeout: 10_000 }).toBe(0);
    for (const part of [container, document.querySelector('.rich-text-editor')!]) {
      const { violations: faults } = await axe.run(part, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
      expect(faults.map((fault) => `${fault.id} ${fault.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  });
});
