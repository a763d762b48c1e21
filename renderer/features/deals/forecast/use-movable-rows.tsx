import { useState } from 'react';
import type { HTMLAttributes, ReactNode } from 'react';
import { CalendarRange } from 'lucide-react';
import type { DealCard } from '../../../../core/deals.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { monthsFrom } from '../../../../core/months.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { useMonthName } from '../../../deals/month-name.ts';
import { useDealWords } from '../../../deals/words.ts';
import { IconButton } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ContextMenu } from '../../../ui/menu.tsx';
import { useForecastText } from './forecast-words.ts';
import { MONTHS, monthMoved, monthOf } from './months.ts';
import type { Slot, Step } from './months.ts';
import { useCloseMoves } from './use-close-moves.ts';

export interface MovableRows {
  onCurrentChange: (deal: DealCard) => void;
  rowEnd: (deal: DealCard) => ReactNode;
  rowProps: (deal: DealCard) => HTMLAttributes<HTMLLIElement>;
  dropProps: (slot: Slot) => HTMLAttributes<HTMLTableRowElement>;
  hint: string;
  /** To be put on the page. */
  menu: ReactNode;
}

/** Deals that go to another month: dragged onto it, by key, or by a menu. */
export function useMovableRows({ pipelines, thisMonth, step }: { pipelines: readonly Pipeline[]; thisMonth: string; step: Step }): MovableRows {
  const t = useForecastText();
  const monthName = useMonthName();
  const words = useDealWords();
  const move = useCloseMoves(({ stageId }) => pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId))?.id);
  const [current, setCurrent] = useState<DealCard | null>(null);
  const [dragged, setDragged] = useState<DealCard | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [menuAt, setMenuAt] = useState<{ deal: DealCard; x: number; y: number } | null>(null);
  const isMovable = current !== null && current.outcome === null;
  const stepMonths = step === 'month' ? 1 : 3;

  function moveBy(months: number) {
    // What is later lies to the left where one reads from the right.
    const sign = getComputedStyle(document.body).direction === 'rtl' ? -1 : 1;
    if (current) void move(current, monthMoved(current.expectedClose, sign * months, thisMonth));
  }

  function openMenu(deal: DealCard, element: Element | null) {
    const box = element?.getBoundingClientRect();
    if (box) setMenuAt({ deal, x: box.left + 16, y: box.bottom - 4 });
  }

  useCommandHandler('forecast.later', () => moveBy(stepMonths), isMovable);
  useCommandHandler('forecast.earlier', () => moveBy(-stepMonths), isMovable);
  useCommandHandler('forecast.moveTo', () => current && openMenu(current, document.querySelector(`[data-deal="${current.id}"]`)), isMovable);

  return {
    onCurrentChange: setCurrent,
    hint: t('moveHint'),
    rowEnd: (deal) => deal.outcome === null && <IconButton icon={CalendarRange} label={t('moveDealTo', { title: words.title(deal) })} onPress={() => openMenu(deal, document.querySelector(`[data-deal="${deal.id}"]`))} className="print:hidden" />,
    rowProps: (deal) => ({
      draggable: deal.outcome === null,
      className: classes(deal.outcome === null && 'cursor-grab', dragged?.id === deal.id && 'opacity-50'),
      onDragStart(event) {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', words.title(deal));
        setDragged(deal);
      },
      onDragEnd() {
        setDragged(null);
        setOver(null);
      },
      onContextMenu(event) {
        if (deal.outcome !== null) return;
        event.preventDefault();
        setMenuAt({ deal, x: event.clientX, y: event.clientY });
      },
    }),
    dropProps(slot) {
      const month = dragged && monthOf(slot, dragged.expectedClose);
      if (!dragged || !month) return {};
      return {
        className: over === slot.key ? 'bg-accent-subtle outline-2 -outline-offset-2 outline-dashed outline-accent' : '',
        onDragOver(event) {
          event.preventDefault();
          setOver(slot.key);
        },
        onDragLeave: () => setOver((before) => (before === slot.key ? null : before)),
        onDrop(event) {
          event.preventDefault();
          setDragged(null);
          setOver(null);
          void move(dragged, month);
        },
      };
    },
    menu: (
      <ContextMenu
        label={menuAt ? t('moveDealTo', { title: words.title(menuAt.deal) }) : ''}
        at={menuAt}
        entries={menuAt ? monthsFrom(thisMonth, MONTHS + 1).map((month) => ({ id: month, label: monthName(month), isTicked: menuAt.deal.expectedClose.startsWith(month), onAction: () => void move(menuAt.deal, month) })) : []}
        onClose={() => setMenuAt(null)}
      />
    ),
  };
}
