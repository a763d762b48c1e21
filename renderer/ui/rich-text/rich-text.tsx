import { createElement, Fragment, memo, useId, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Image as ImageIcon } from 'lucide-react';
import { openableAddress, webAddressesIn } from '../../../core/markdown/links.ts';
import { parseMarkdown } from '../../../core/markdown/parse.ts';
import { sameMark } from '../../../core/markdown/rich-document.ts';
import type { Block, Inline, LinkMark, List, ListItem, Mark, Text } from '../../../core/markdown/rich-document.ts';
import { toggleTask } from '../../../core/markdown/tasks.ts';
import { classes } from '../classes.ts';
import './rich-text.css';

export interface RichTextProps {
  /** Markdown. */
  value: string;
  /** Makes check boxes clickable; given the whole Markdown with one box changed. */
  onToggleTask?: ((markdown: string) => void) | undefined;
  /** At most so many lines are shown. */
  clampLines?: number;
  /** The level of heading on the page that `#` becomes: 3 below a page title and a section. */
  topHeading?: number;
  className?: string;
}

/** Shows a note. Only elements, no HTML; links that may not be opened are text, images are links. */
export const RichText = memo(function RichText({ value, onToggleTask, clampLines, topHeading = 3, className }: RichTextProps) {
  const id = useId();
  const { content } = useMemo(() => parseMarkdown(value), [value]);
  let tasks = 0;
  const view: View = {
    id,
    topHeading,
    nextTask: () => tasks++,
    toggle: onToggleTask && ((task) => onToggleTask(toggleTask(value, task))),
  };
  return (
    <div className={classes('rich-text', clampLines !== undefined && 'rich-text-clamped', className)} style={clampLines === undefined ? undefined : { WebkitLineClamp: clampLines }}>
      {content.map((block, i) => showBlock(block, view, i, 'auto'))}
    </div>
  );
});

interface View {
  id: string;
  topHeading: number;
  /** Check boxes are known by their place in the note. */
  nextTask: () => number;
  toggle: ((task: number) => void) | undefined;
}

/** Blocks of the outermost level find their own direction; what is inside them follows by style. */
function showBlock(block: Block, view: View, key: number, dir?: 'auto'): ReactNode {
  switch (block.type) {
    case 'paragraph': return <p key={key} dir={dir}>{showInline(block.content)}</p>;
    case 'heading': {
      const level = Math.min(6, view.topHeading + block.attrs.level - 1);
      return createElement(`h${level}`, { key, dir, 'data-level': Math.min(4, block.attrs.level) }, showInline(block.content));
    }
    case 'bulletList': return <ul key={key} dir={dir} data-tight={block.attrs.tight || undefined}>{showItems(block, view)}</ul>;
    case 'orderedList': return <ol key={key} dir={dir} start={block.attrs.start} data-tight={block.attrs.tight || undefined}>{showItems(block, view)}</ol>;
    case 'blockquote': return <blockquote key={key} dir={dir}>{block.content.map((inner, i) => showBlock(inner, view, i))}</blockquote>;
    case 'codeBlock': return <pre key={key} dir={dir}><code>{block.content[0]?.text}</code></pre>;
    case 'source': return <pre key={key} dir={dir} className="rich-text-source">{block.content[0]?.text}</pre>;
    case 'horizontalRule': return <hr key={key} />;
  }
}

function showItems(list: List, view: View): ReactNode {
  return list.content.map((item, i) => (item.attrs.checked === null
    ? <li key={i}>{item.content.map((block, j) => showBlock(block, view, j))}</li>
    : showTask(item, item.attrs.checked, view, i)));
}

function showTask(item: ListItem, checked: boolean, view: View, key: number): ReactNode {
  const [words, ...others] = item.content;
  const task = view.nextTask();
  const nameId = `${view.id}-${task}`;
  const { toggle } = view;
  const inline = words?.type === 'paragraph' ? words.content : [];
  // Without words the box is called by its sign.
  const name = inline.length > 0 ? { 'aria-labelledby': nameId } : { 'aria-label': '☐' };
  return (
    <li key={key} data-checked={checked}>
      <input type="checkbox" checked={checked} disabled={!toggle} {...name} onChange={() => toggle?.(task)} />
      <div>
        <p id={nameId}>{showInline(inline)}</p>
        {others.map((block, i) => showBlock(block, view, i))}
      </div>
    </li>
  );
}

function showInline(content: readonly Inline[]): ReactNode {
  return linkRuns(content).map((run, i) => {
    const pieces = run.pieces.map((piece, j) => showPiece(piece, run.link !== null, j));
    return run.link === null ? <Fragment key={i}>{pieces}</Fragment> : showLink(run.link.attrs.href, run.link.attrs.title, pieces, i);
  });
}

interface LinkRun {
  link: LinkMark | null;
  pieces: Inline[];
}

/** Neighbours that carry the same link, so that bold words inside it do not cut it in two. */
function linkRuns(content: readonly Inline[]): LinkRun[] {
  const runs: LinkRun[] = [];
  for (const piece of content) {
    const link = linkOf(piece);
    const last = runs.at(-1);
    const isSame = last !== undefined && (last.link === null ? link === null : link !== null && sameMark(last.link, link));
    if (isSame) last.pieces.push(piece);
    else runs.push({ link, pieces: [piece] });
  }
  return runs;
}

function linkOf(piece: Inline): LinkMark | null {
  const marks = piece.type === 'hardBreak' ? [] : (piece.marks ?? []);
  return marks.find((mark) => mark.type === 'link') ?? null;
}

function showPiece(piece: Inline, isInLink: boolean, key: number): ReactNode {
  switch (piece.type) {
    case 'hardBreak': return <br key={key} />;
    case 'text': return <Fragment key={key}>{withMarks(piece, isInLink)}</Fragment>;
    case 'image': {
      const shown = <><ImageIcon aria-hidden />{piece.attrs.alt || piece.attrs.src}</>;
      return isInLink ? <Fragment key={key}>{shown}</Fragment> : showLink(piece.attrs.src, piece.attrs.title, shown, key);
    }
  }
}

function withMarks(piece: Text, isInLink: boolean): ReactNode {
  const marks = piece.marks ?? [];
  const isCode = marks.some((mark) => mark.type === 'code');
  const words = isInLink || isCode ? piece.text : withLinks(piece.text);
  return marks.reduceRight<ReactNode>(withMark, words);
}

function withMark(words: ReactNode, mark: Mark): ReactNode {
  switch (mark.type) {
    case 'bold': return <strong>{words}</strong>;
    case 'italic': return <em>{words}</em>;
    case 'strike': return <s>{words}</s>;
    case 'code': return <code>{words}</code>;
    case 'link': return words;
  }
}

/** Bare web addresses are text in the note and links on the screen. */
function withLinks(words: string): ReactNode {
  const links = webAddressesIn(words);
  if (links.length === 0) return words;
  return [
    ...links.flatMap((link, i) => [words.slice(links[i - 1]?.to ?? 0, link.from), showLink(link.href, null, words.slice(link.from, link.to), i)]),
    words.slice(links.at(-1)!.to),
  ];
}

function showLink(address: string, title: string | null, words: ReactNode, key: number): ReactNode {
  const href = openableAddress(address);
  if (href === null) return <Fragment key={key}>{words}</Fragment>;
  return <a key={key} href={href} title={title ?? href} target="_blank" rel="noopener noreferrer">{words}</a>;
}
