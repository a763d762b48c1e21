import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Pencil } from 'lucide-react';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';

export interface InlineFieldProps {
  label: string;
  value: string;
  /** Rejecting keeps the box open with the text and shows `errorText`. Not called when nothing changed. */
  onSave: (value: string) => void | Promise<void>;
  /** The name of the value as a button: "Edit phone". */
  editLabel: string;
  errorText: (error: unknown) => string;
  /** Shown when there is no value. */
  placeholder?: string;
  /** How the value looks when it is not edited, where that is more than its text. */
  display?: ReactNode;
  /** The words in `display`, for the name of the button. */
  displayText?: string | undefined;
  /** Another control in place of the text box: a Select, a DateField. `done` closes it. */
  editor?: (edit: { value: string; save: (value: string) => void; cancel: () => void }) => ReactNode;
  type?: 'text' | 'email' | 'tel' | 'url' | 'number';
  isMultiline?: boolean;
  isReadOnly?: boolean;
  /** After the value, outside its box: make primary, remove. */
  end?: ReactNode;
}

/**
 * A label and a value that is edited where it stands. On hover the value gets a box and a pencil, when
 * edited the same box with the ring: nothing shifts. Enter saves, Tab saves and goes on to the next, Esc leaves it as it was.
 */
export function InlineField({ label, value, onSave, editLabel, errorText, placeholder, display, displayText, editor, type = 'text', isMultiline, isReadOnly, end }: InlineFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const view = useRef<HTMLButtonElement>(null);
  // Enter, Tab and leaving the field can all ask for the same save.
  const isSaving = useRef(false);
  const isEditing = draft !== null;

  function close(refocuses: boolean) {
    setDraft(null);
    setError(null);
    if (refocuses) requestAnimationFrame(() => view.current?.focus());
  }

  async function save(text: string, refocuses: boolean) {
    const next = isMultiline ? text : text.trim();
    if (next === value) return close(refocuses);
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await onSave(next);
      close(refocuses);
    } catch (failure) {
      setDraft(text);
      setError(errorText(failure));
    } finally {
      isSaving.current = false;
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (draft === null || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (event.key === 'Enter' && (!isMultiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void save(draft, true);
    } else if (event.key === 'Tab') {
      const next = neighbour(event.currentTarget, event.shiftKey ? -1 : 1);
      if (!next) return;
      event.preventDefault();
      void save(draft, false).then(() => next.click());
    }
  }

  const box = 'w-full min-w-0 rounded-control border px-1.5 py-[3px] text-start text-13';
  const shared = {
    value: draft ?? '',
    'aria-label': label,
    'aria-invalid': error ? (true as const) : undefined,
    autoFocus: true,
    dir: 'auto',
    onKeyDown,
    onBlur: () => { if (draft !== null && !error) void save(draft, false); },
    className: classes(box, 'border-border-strong bg-surface outline-offset-2 aria-invalid:border-danger'),
  } as const;

  return (
    <div className="grid min-h-7 grid-cols-[88px_minmax(0,1fr)_auto] items-start">
      <span className="truncate py-1.5 pe-2 text-12 text-text3" title={label}>{label}</span>
      <div className="-mx-1.5 min-w-0" data-inline-field>
        {isReadOnly ? (
          <span className={classes(box, 'block border-transparent break-words')}>{display ?? value}</span>
        ) : !isEditing ? (
          <button
            ref={view}
            type="button"
            data-inline-field-view
            aria-label={`${editLabel}: ${displayText || value || placeholder || ''}`}
            onClick={() => setDraft(value)}
            className={classes(box, 'group relative flex min-h-7 cursor-text items-center border-transparent hover:border-border hover:bg-canvas focus-visible:border-border')}
          >
            {value || display ? <Clip className="flex-1">{display ?? value}</Clip> : <span className="flex-1 truncate text-placeholder">{placeholder}</span>}
            <span className="absolute inset-y-0 end-0 grid w-7 place-items-center rounded-e-control bg-canvas text-text3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100">
              <Pencil aria-hidden />
            </span>
          </button>
        ) : editor ? (
          <div onKeyDown={onKeyDown}>{editor({ value, save: (next) => void save(next, true), cancel: () => close(true) })}</div>
        ) : isMultiline ? (
          <textarea {...shared} rows={2} onFocus={(event) => event.target.select()} onChange={(event) => setDraft(event.target.value)} className={classes(shared.className, 'field-sizing-content block resize-none')} />
        ) : (
          <input {...shared} type={type === 'number' ? 'text' : type} inputMode={type === 'number' ? 'decimal' : undefined} onFocus={(event) => event.target.select()} onChange={(event) => setDraft(event.target.value)} className={classes(shared.className, 'block h-7')} />
        )}
        {error && <p role="alert" className="px-1.5 py-1 text-12 break-words text-danger-text">{error}</p>}
      </div>
      {end && <div className="flex">{end}</div>}
    </div>
  );
}

/** The value of the next or the previous field of the page that can be edited. */
function neighbour(from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const own = from.closest('[data-inline-field]');
  const fields = [...document.querySelectorAll('[data-inline-field]')];
  const place = fields.findIndex((field) => field === own);
  for (let at = place + step; at >= 0 && at < fields.length; at += step) {
    const view = fields[at]?.querySelector<HTMLElement>('[data-inline-field-view]');
    if (view) return view;
  }
  return undefined;
}
