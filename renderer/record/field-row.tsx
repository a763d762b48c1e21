import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { EllipsisVertical, Pencil } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Seen } from '../../core/api/contacts.ts';
import { IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { Popover } from '../ui/popover.tsx';
import { isFloating } from './floating.ts';

export interface FieldRowProps {
  children: ReactNode;
  /** What can be done with the value beside editing it, in the gutter beside the row. */
  menu?: { label: string; entries: readonly MenuEntry[] };
  /** Opens the editor at once: the row was asked for by "Add a field". */
  startsEditing?: boolean;
  /** Names the part, for keys that go there: `phones`. */
  part?: string;
  /** The focus left it for good. */
  onLeave?: () => void;
}

/** One line of the profile: an InlineField or a PopoverField, with its menu. */
export function FieldRow({ children, menu, startsEditing, part, onLeave }: FieldRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (startsEditing) editOf(row.current)?.click();
  }, [startsEditing]);
  return (
    <div
      ref={row}
      data-part={part}
      className="group/row relative"
      onBlur={() => {
        if (!onLeave) return;
        // An editor that closes hands the focus to its own row a frame later; one that is open is being saved.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { current } = row;
            const isLeft = current && !current.contains(document.activeElement) && !isFloating(document.activeElement);
            if (isLeft && !current.querySelector('input, textarea')) onLeave();
          }),
        );
      }}
    >
      {children}
      {menu && menu.entries.length > 0 && (
        <div className="absolute -end-6 top-0 opacity-0 group-has-[[data-inline-field]_:is(input,textarea,[role=group])]/row:invisible group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100 narrow:-end-3 narrow:top-[-2px] [@media(hover:none)]:opacity-100">
          <Menu label={menu.label} align="end" trigger={<IconButton icon={EllipsisVertical} label={menu.label} className="w-6! narrow:w-8!" />} entries={menu.entries} />
        </div>
      )}
    </div>
  );
}

/** The button in a row that opens its editor. */
export function editOf(row: Element | null | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('[data-inline-field-view]') ?? null;
}

/**
 * The versions that an editor was opened with. A change from elsewhere that lands while it is open is then
 * seen as concurrent. Whatever opens an editor clicks its view.
 */
export function useSeenAtStart(seen: Seen): { onClickCapture: () => void; seenAtStart: () => Seen } {
  const atStart = useRef(seen);
  return {
    onClickCapture: () => {
      atStart.current = seen;
    },
    seenAtStart: () => atStart.current,
  };
}

export interface PopoverFieldProps {
  label: string;
  /** The name of the value as a button: "Edit address"; the value follows. */
  editLabel: string;
  display: ReactNode;
  placeholder?: string;
  /** The form that edits it. */
  children: ReactNode | ((close: () => void) => ReactNode);
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  isReadOnly?: boolean;
}

/** As an InlineField, for what needs more than one box: its editor opens beside it. */
export function PopoverField({ label, editLabel, display, placeholder, children, isOpen, onOpenChange, isReadOnly }: PopoverFieldProps) {
  const box = 'w-full min-w-0 rounded-control border border-transparent px-1.5 py-[3px] text-start text-13';
  return (
    <div className="grid min-h-7 grid-cols-[88px_minmax(0,1fr)] items-start">
      <span className="truncate py-1.5 pe-2 text-12 text-text3" title={label}>{label}</span>
      <div className="-ms-1.5 min-w-0" data-inline-field>
        {isReadOnly ? (
          <div className={classes(box, 'break-words')}>{display}</div>
        ) : (
          <Popover
            label={editLabel}
            isOpen={isOpen}
            onOpenChange={onOpenChange}
            className="w-80 max-w-full"
            trigger={
              <AriaButton data-inline-field-view className={classes(box, 'group relative flex min-h-7 cursor-text items-start hover:border-border hover:bg-canvas focus-visible:border-border')}>
                <span className="sr-only">{`${editLabel}: `}</span>
                <span className="min-w-0 flex-1 break-words">{display ?? <span className="text-placeholder">{placeholder}</span>}</span>
                <Pencil aria-hidden className="absolute end-1.5 top-1.5 bg-canvas text-text3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
              </AriaButton>
            }
          >
            {children}
          </Popover>
        )}
      </div>
    </div>
  );
}
