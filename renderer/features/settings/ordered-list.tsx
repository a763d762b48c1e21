import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Id } from '../../../core/ids.ts';
import { useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { IconButton } from '../../ui/button.tsx';
import { moved, placeAfterStep } from './fields/order.ts';
import { useSettingsText } from './settings-text.ts';

export interface OrderedListProps<Item extends { id: Id }> {
  items: readonly Item[];
  label?: string;
  nameOf: (item: Item) => string;
  /** Puts it behind another, null in front. */
  onMove: (item: Item, after: Id | null) => Promise<unknown>;
  /** A row, with the buttons that move it. */
  children: (item: Item, moveButtons: ReactNode) => ReactNode;
  /** Of every row. */
  className?: string;
}

/** A short list that is put in order by buttons, or by Alt+↑ and Alt+↓ anywhere in a row. The new order shows at once. */
export function OrderedList<Item extends { id: Id }>({ items, label, nameOf, onMove, children, className }: OrderedListProps<Item>) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const { announce, showToast } = useCommandContext();
  const { number } = useFormats();
  const buttons = useRef(new Map<string, HTMLButtonElement | null>());
  /** What had the focus when a row moved: a row that is put elsewhere loses it. */
  const held = useRef<{ id: Id; step: 1 | -1; element: Element | null }>(undefined);
  const stored = items.map(({ id }) => id).join();
  const [painted, setPainted] = useState<{ over: string; order: readonly Id[] } | null>(null);
  if (painted && painted.over !== stored) setPainted(null);
  const order = painted?.order.flatMap((id) => items.find((item) => item.id === id) ?? []) ?? items;

  useLayoutEffect(() => {
    const last = held.current;
    if (!last) return;
    held.current = undefined;
    const own = buttons.current.get(`${last.id} ${last.step}`);
    const isButton = [...buttons.current.values()].includes(last.element as HTMLButtonElement);
    const target = isButton || !(last.element instanceof HTMLElement) ? (own?.disabled ? buttons.current.get(`${last.id} ${-last.step}`) : own) : last.element;
    target?.focus();
  }, [painted]);

  async function move(item: Item, step: 1 | -1) {
    const place = order.findIndex(({ id }) => id === item.id);
    const after = placeAfterStep(order, place, step);
    if (after === undefined) return;
    held.current = { id: item.id, step, element: document.activeElement };
    setPainted({ over: stored, order: moved(order, place, step).map(({ id }) => id) });
    announce(t('moved', { name: nameOf(item), place: number(place + step + 1), total: number(order.length) }));
    try {
      await onMove(item, after);
    } catch (error) {
      setPainted(null);
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  function onKeyDown(event: KeyboardEvent, item: Item) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || !step) return;
    event.preventDefault();
    event.stopPropagation();
    void move(item, step);
  }

  return (
    <ul aria-label={label}>
      {order.map((item, place) => (
        <li key={item.id} onKeyDown={(event) => onKeyDown(event, item)} className={className}>
          {children(
            item,
            <>
              <IconButton ref={(button) => void buttons.current.set(`${item.id} -1`, button)} icon={ArrowUp} label={t('moveUp', { what: nameOf(item) })} isDisabled={place === 0} onPress={() => void move(item, -1)} />
              <IconButton ref={(button) => void buttons.current.set(`${item.id} 1`, button)} icon={ArrowDown} label={t('moveDown', { what: nameOf(item) })} isDisabled={place === order.length - 1} onPress={() => void move(item, 1)} />
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}
