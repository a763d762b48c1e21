import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Check, ChevronRight } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection, MenuTrigger, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import { Kbd } from './kbd.tsx';
import { FLOATING, FLOATING_ITEM, FLOATING_LIST } from './list-box.ts';

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Quieter, after the label: what choosing it comes to. */
  detail?: string;
  keys?: string | undefined;
  /** Red, and by custom last. */
  isDanger?: boolean;
  isDisabled?: boolean;
  /** A tick for a choice that stays: the menu is then a list of settings. */
  isTicked?: boolean;
  onAction?: () => void;
  submenu?: readonly MenuEntry[];
}

export type MenuEntry = MenuAction | 'separator' | { heading: string; entries: readonly MenuAction[] };

export interface MenuProps {
  label: string;
  /** The button that opens it: a Button or IconButton without its own onPress. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  onOpenChange?: (isOpen: boolean) => void;
}

export function Menu({ label, trigger, entries, align = 'start', onOpenChange }: MenuProps) {
  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      {trigger}
      <Popover offset={4} placement={align === 'start' ? 'bottom start' : 'bottom end'} className={classes(FLOATING, 'min-w-45')}>
        <Entries label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

export interface ContextMenuProps {
  label: string;
  /** Where it opens, in pixels of the window; null keeps it closed. */
  at: { x: number; y: number } | null;
  entries: readonly MenuEntry[];
  onClose: () => void;
}

/** Opened by the `contextmenu` event, which Shift+F10 and the menu key send as well. The focus goes back to where it was. */
export function ContextMenu({ label, at, entries, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} aria-hidden className="pointer-events-none fixed size-0" style={at ? { left: at.x, top: at.y } : undefined} />
      <Popover
        // Moved to another place it has to be measured anew.
        key={at ? `${at.x} ${at.y}` : 'closed'}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
        placement="bottom start"
        offset={0}
        className={classes(FLOATING, 'min-w-45')}
      >
        <Entries label={label} entries={entries} onClose={onClose} />
      </Popover>
    </>
  );
}

function Entries({ label, entries, onClose }: { label: string; entries: readonly MenuEntry[]; onClose?: () => void }) {
  return (
    <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className={FLOATING_LIST}>
      {entries.map((entry, place) => {
        if (entry === 'separator') return <Separator key={`separator ${place}`} className="mx-1 my-1 h-px bg-border" />;
        if ('heading' in entry) {
          return (
            <AriaMenuSection key={entry.heading}>
              <Header className="px-2 pt-2 pb-1 text-11 font-medium text-text3">{entry.heading}</Header>
              {entry.entries.map((action) => <Entry key={action.id} action={action} />)}
            </AriaMenuSection>
          );
        }
        return <Entry key={entry.id} action={entry} />;
      })}
    </AriaMenu>
  );
}

function Entry({ action }: { action: MenuAction }) {
  const { id, label, icon: Icon, detail, keys, isDanger, isDisabled, isTicked, onAction, submenu } = action;
  const item = (
    <AriaMenuItem id={id} textValue={label} isDisabled={isDisabled} onAction={onAction} className={classes(FLOATING_ITEM, isDanger && !isDisabled && 'text-danger-text')}>
      {Icon && <Icon aria-hidden className={isDanger || isDisabled ? undefined : 'text-text3'} />}
      <Clip className="flex-1">{label}</Clip>
      {detail !== undefined && detail !== '' && <span className="figures flex-none ps-4 text-12 text-text3">{detail}</span>}
      {isTicked !== undefined && <Check aria-hidden className={classes('text-accent-text', !isTicked && 'invisible')} />}
      {keys && <Kbd>{keys}</Kbd>}
      {submenu && <ChevronRight aria-hidden className="-me-1 text-text3 rtl:rotate-180" />}
    </AriaMenuItem>
  );
  if (!submenu) return item;
  return (
    <SubmenuTrigger>
      {item}
      <Popover offset={2} crossOffset={-5} className={classes(FLOATING, 'min-w-45')}>
        <Entries label={label} entries={submenu} />
      </Popover>
    </SubmenuTrigger>
  );
}
