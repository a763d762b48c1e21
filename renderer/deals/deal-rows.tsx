import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { HTMLAttributes, KeyboardEvent, ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { DealCard } from '../../core/deals.ts';
import type { Id } from '../../core/ids.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { dealPath } from '../paths.ts';
import { deviceZone } from '../reminders/device-zone.ts';
import { Failed } from '../loaded.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { attentionOf, daysSince } from './attention.ts';
import { Amount } from './deal-money.tsx';
import type { DealPages } from './use-deal-pages.ts';
import { useDealsText, useDealWords } from './words.ts';

export interface DealRowsProps {
  label: string;
  pages: DealPages;
  nowMs: number;
  emptyText: string;
  moreText: string;
  /** The focus begins on the first. */
  autoFocus?: boolean;
  /** The one that keys are about. */
  onCurrentChange?: (deal: DealCard) => void;
  rowEnd?: (deal: DealCard) => ReactNode;
  rowProps?: (deal: DealCard) => HTMLAttributes<HTMLLIElement>;
}

/** Deals one below the other: one tab stop, arrows go from row to row, Enter opens. */
export function DealRows({ label, pages: { rows, more, error, retry }, nowMs, emptyText, moreText, autoFocus = false, onCurrentChange, rowEnd, rowProps }: DealRowsProps) {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<Id | null>(null);
  const place = useRef<number | null>(autoFocus ? 0 : null);
  const isFirst = useRef(autoFocus);
  const at = Math.max(0, rows?.findIndex(({ id }) => id === current) ?? 0);

  /** What was in focus may have gone: the focus goes to what took its place. */
  useLayoutEffect(() => {
    if (!rows || place.current === null) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isFirst.current && !isLost) return;
    isFirst.current = false;
    const links = list.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [];
    (links[Math.min(place.current, links.length - 1)] ?? list.current)?.focus();
  }, [rows]);

  const shown = rows?.[at];
  const tell = useRef(onCurrentChange);
  useEffect(() => {
    tell.current = onCurrentChange;
  });
  useEffect(() => {
    if (shown) tell.current?.(shown);
  }, [shown]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>, row: number) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !rows) return;
    const target = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('a[data-row]')[Math.max(0, Math.min(rows.length - 1, target))]?.focus();
  }

  if (!rows) return error ? <Failed error={error} onRetry={retry} /> : <Skeleton label={text('common:loading')} lines={4} />;
  return (
    <>
      <ul
        ref={list}
        aria-label={label}
        tabIndex={-1}
        className="ring-own flex min-w-0 flex-col"
        onBlur={({ relatedTarget }) => {
          if (relatedTarget && !list.current?.contains(relatedTarget)) place.current = null;
        }}
      >
        {rows.map((deal, row) => {
          const { className, ...rest } = rowProps?.(deal) ?? {};
          return (
            <li key={deal.id} data-deal={deal.id} {...rest} className={classes('flex min-w-0 items-center gap-1 border-b border-border', className)}>
              <a
                data-row
                href={`#${dealPath(deal.id)}`}
                draggable={false}
                tabIndex={row === at ? 0 : -1}
                onFocus={() => {
                  place.current = row;
                  setCurrent(deal.id);
                }}
                onKeyDown={(event) => onKeyDown(event, row)}
                className="ring-inside -mx-2 flex min-w-0 flex-1 flex-col rounded-control px-2 py-2 hover:bg-hover"
              >
                <DealLine deal={deal} nowMs={nowMs} />
              </a>
              {rowEnd?.(deal)}
            </li>
          );
        })}
      </ul>
      {rows.length === 0 && <p className="py-6 text-13 text-text2">{emptyText}</p>}
      {more && <Button kind="bare" size="small" className="mt-2 self-start print:hidden" onPress={more}>{moreText}</Button>}
    </>
  );
}

function DealLine({ deal, nowMs }: { deal: DealCard; nowMs: number }) {
  const t = useDealsText();
  const { title } = useDealWords();
  const { civilDate, date, number, percent } = useFormats();
  const who = (deal.contact ?? deal.organisation)?.name;
  const stalled = attentionOf(deal, nowMs, deviceZone()) === 'stalled' ? daysSince(deal.touchedAt, nowMs) : null;
  const details = deal.outcome
    ? [t(deal.outcome), ...(deal.closedAt === null ? [] : [date(deal.closedAt)])]
    : [...(deal.expectedClose ? [civilDate(deal.expectedClose)] : []), percent(deal.probability / 100), ...(deal.committed ? [t('committed')] : [])];
  return (
    <>
      <span className="flex min-w-0 items-baseline gap-3">
        <Clip className="flex-1 text-13 font-medium">{title(deal)}</Clip>
        {deal.amount && <Amount amount={deal.amount} className="figures flex-none text-13 font-medium" />}
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 text-12 text-text3">
        {who && <Clip className="min-w-20 flex-1"><bdi>{who}</bdi></Clip>}
        {stalled !== null && (
          <span className="flex flex-none items-center gap-1 text-warning-text">
            <TriangleAlert aria-hidden className="size-3.5!" />
            {t('stalledDays', { count: stalled, formatted: number(stalled) })}
          </span>
        )}
        <span className="figures flex-none">{details.join(' · ')}</span>
      </span>
    </>
  );
}
