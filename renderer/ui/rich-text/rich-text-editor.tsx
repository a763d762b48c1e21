import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { flushSync } from 'react-dom';
import { classes } from '../classes.ts';
import type { RichTextLabels } from './labels.ts';
import type { TiptapEditor } from './tiptap-editor.tsx';
import './rich-text.css';

export type { RichTextLabels } from './labels.ts';

export interface RichTextHandle {
  focus: () => void;
  /** Check boxes for the lines of the selection, or away with them. */
  toggleChecklist: () => void;
}

export interface RichTextEditorProps {
  /** Markdown. What is set from outside replaces what is there, and with it what can be undone. */
  value: string;
  /** Only after an edit by the person; what they did not touch comes back byte for byte. */
  onChange: (markdown: string) => void;
  /** The accessible name. */
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** Mod+Enter. */
  onSubmit?: () => void;
  /** Escape. */
  onCancel?: () => void;
  minRows?: number;
  /** Without them a link can be neither made nor changed, and there is no toolbar. */
  labels?: RichTextLabels;
  toolbar?: boolean;
  /** The id of what says more, such as an error. */
  describedBy?: string;
  className?: string;
  ref?: Ref<RichTextHandle>;
}

type EditorComponent = typeof TiptapEditor;

interface Shown {
  Component: EditorComponent;
  cursor: number | null;
  /** Nothing stood in for it: then it may take the focus. */
  isFirst: boolean;
}

let loaded: EditorComponent | null = null;

/** Fetches the editor, 165 kB gzipped, before it is needed. */
export async function loadRichTextEditor(): Promise<EditorComponent> {
  loaded ??= (await import('./tiptap-editor.tsx')).TiptapEditor;
  return loaded;
}

/**
 * Edits a note as it will look. Until the editor is there, its Markdown is edited as plain text; what was typed,
 * the focus and the cursor carry over. An unfinished word of an input method is waited for, and after a space the
 * next letter.
 */
export function RichTextEditor(props: RichTextEditorProps) {
  const { ref, ...others } = props;
  const { autoFocus, className, minRows = 1 } = others;
  const [editor, setEditor] = useState<Shown | null>(() => loaded && { Component: loaded, cursor: null, isFirst: true });
  const textarea = useRef<HTMLTextAreaElement>(null);
  const isComposing = useRef(false);
  const arrived = useRef<EditorComponent | null>(null);
  const handle = useRef<RichTextHandle | null>(null);
  const wantsChecklist = useRef(false);

  function swap() {
    const Component = arrived.current;
    if (Component === null || isComposing.current) return;
    const field = textarea.current;
    const hasFocus = field !== null && document.activeElement === field;
    // Markdown has no space at the end of a line: the next letter would stand where the space was.
    if (hasFocus && /\s$/.test(field.value.slice(0, field.selectionEnd))) return;
    // At once: a letter typed between the measure and the change would end up behind the cursor.
    flushSync(() => setEditor({ Component, cursor: hasFocus ? field.selectionEnd : null, isFirst: false }));
  }

  useEffect(() => {
    if (editor !== null) return;
    let isGone = false;
    loadRichTextEditor().then(
      (component) => {
        if (isGone) return;
        arrived.current = component;
        swap();
      },
      () => {
        // Whoever serves the page is gone: the text box goes on, and the next note asks again.
      },
    );
    return () => {
      isGone = true;
    };
  }, [editor]);

  // What was waited for may be there with the next letter.
  const { value } = others;
  useEffect(() => {
    if (editor === null) swap();
  }, [editor, value]);

  const startsFocused = useRef(autoFocus === true);
  // Not by the attribute, which puts the cursor at the front.
  useEffect(() => {
    const field = textarea.current;
    if (field === null || !startsFocused.current) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  useImperativeHandle(ref, () => ({
    focus: () => (handle.current ?? textarea.current)?.focus(),
    toggleChecklist: () => {
      if (handle.current !== null) return handle.current.toggleChecklist();
      textarea.current?.focus();
      wantsChecklist.current = !wantsChecklist.current;
    },
  }), []);

  if (editor !== null) {
    const { Component, cursor, isFirst } = editor;
    return (
      <Component
        {...others}
        autoFocus={isFirst && autoFocus === true}
        cursor={cursor}
        onReady={(ready) => {
          handle.current = ready;
          if (wantsChecklist.current) ready.toggleChecklist();
          wantsChecklist.current = false;
        }}
      />
    );
  }
  return (
    <div className={classes('rich-text-editor', className)}>
      <textarea
        ref={textarea}
        className="rich-text rich-text-plain"
        dir="auto"
        value={props.value}
        rows={Math.max(minRows, props.value.split('\n').length)}
        placeholder={props.placeholder}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => onPlainKey(event, props)}
        onBlur={swap}
        onCompositionStart={() => {
          isComposing.current = true;
        }}
        onCompositionEnd={() => {
          isComposing.current = false;
          swap();
        }}
      />
    </div>
  );
}

function onPlainKey(event: KeyboardEvent, { onSubmit, onCancel }: RichTextEditorProps): void {
  if (event.nativeEvent.isComposing) return;
  const act = event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? onSubmit : event.key === 'Escape' ? onCancel : undefined;
  if (act === undefined) return;
  event.preventDefault();
  act();
}
