import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { CellEdit } from './columns.ts';

/** Where an edit goes on to. */
export type AfterEdit = 'stay' | 'next' | 'previous' | 'leave';

export interface CellEditorProps<Row> {
  label: string;
  row: Row;
  edit: CellEdit<Row>;
  start: string;
  /** Rejecting keeps the editor open with what was typed. */
  onSave: (value: string) => void | Promise<void>;
  onDone: (after: AfterEdit) => void;
  onFailed: () => void;
}

/** The box in a cell. Enter saves, Tab saves and goes on to the next, Esc leaves it; leaving the box saves. */
export function CellEditor<Row>({ label, row, edit, start, onSave, onDone, onFailed }: CellEditorProps<Row>) {
  const [value, setValue] = useState(start);
  const [hasFailed, setFailed] = useState(false);
  const state = useRef<'open' | 'saving' | 'closed'>('open');

  async function save(text: string, after: AfterEdit) {
    if (state.current !== 'open') return;
    if (text === start) return close(after);
    state.current = 'saving';
    try {
      await onSave(text);
      close(after);
    } catch {
      state.current = 'open';
      setValue(text);
      setFailed(true);
      onFailed();
    }
  }

  function close(after: AfterEdit) {
    state.current = 'closed';
    onDone(after);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close('stay');
    else if (event.key === 'Enter' && !edit.render) void save(value, 'stay');
    else if (event.key === 'Tab') void save(value, event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (edit.render) {
    return (
      <div
        className="absolute -inset-x-2 z-2"
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const goesTo = event.relatedTarget;
          // Null: the focus is on its way into a list that is just opening, or back out of one.
          if (goesTo && !event.currentTarget.contains(goesTo) && !goesTo.closest('[role=listbox], [role=dialog]')) void save(value, 'leave');
        }}
      >
        {edit.render({ row, value, change: setValue, save: (text) => void save(text, 'stay'), done: () => close('stay') })}
      </div>
    );
  }
  return (
    <input
      autoFocus
      aria-label={label}
      aria-invalid={hasFailed ? true : undefined}
      type={edit.type ?? 'text'}
      inputMode={edit.inputMode}
      value={value}
      dir="auto"
      autoComplete="off"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setValue(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => void save(value, 'leave')}
      className="absolute -inset-x-2 h-7 w-[calc(100%+16px)] rounded-control border border-border-strong bg-surface px-2 text-13 text-text outline-offset-0 aria-invalid:border-danger"
    />
  );
}
