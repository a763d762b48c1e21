import { createElement } from 'react';
import { Monitor } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MOST_COUNTED } from '../../../core/api/history.ts';
import type { HistoryBatch } from '../../../core/api/history.ts';
import { useActWords } from '../../i18n/act-words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { contactPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { actIcon } from './act-icons.ts';
import type { DayRow } from './day-rows.ts';

export interface BatchRowProps {
  row: DayRow;
  nowMs: number;
  onUndo: () => void;
  isUndoing: boolean;
}

/** One thing that was done: what, about whom, by whom and where; above the first of a day its date. */
export function BatchRow({ row, nowMs, onUndo, isUndoing }: BatchRowProps) {
  const { t } = useTranslation('history');
  const { time } = useFormats();
  const actWords = useActWords();
  const { batch, startsDay, endsDay } = row;
  const what = t(batch.kind === 'undo' ? 'undone' : batch.kind === 'redo' ? 'redone' : 'done', { what: actWords(batch.code, batch.params) });
  const canUndo = !batch.undone && batch.kind !== 'final';
  return (
    <>
      {startsDay && <DayHeading at={batch.at} nowMs={nowMs} />}
      <div className="group relative flex gap-3 pb-3">
        {!endsDay && <span aria-hidden className="absolute start-3 top-7 -bottom-1 w-px bg-border" />}
        <span aria-hidden className="mt-0.5 grid size-6 flex-none place-items-center rounded-full bg-sunken text-text3">
          {createElement(actIcon(batch), { className: 'size-3.5!' })}
        </span>
        <div className="min-w-0 flex-1 py-1">
          <p className={classes('text-13 break-words', batch.undone && 'text-text3')}>
            <span className="font-medium">{what}</span> <About batch={batch} />
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-12 text-text3">
            <bdi>{batch.member || t('somebody')}</bdi>
            <span className="inline-flex items-center gap-1" title={t('device', { device: batch.device })}>
              <Monitor aria-hidden className="size-3!" />
              <span className="sr-only">{t('device', { device: '' })}</span>
              <bdi>{batch.device}</bdi>
            </span>
            <Changes count={batch.changes} />
          </p>
        </div>
        <div className="flex h-7 flex-none items-center gap-2">
          {batch.undone && <StateBadge>{t('wasUndone')}</StateBadge>}
          {canUndo && (
            <Button
              size="small"
              isDisabled={isUndoing}
              onPress={onUndo}
              className="opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 narrow:opacity-100 pointer-coarse:opacity-100"
            >
              {t(batch.kind === 'undo' ? 'redo' : 'undo')}<span className="sr-only">{what}</span>
            </Button>
          )}
          <time dateTime={new Date(batch.at).toISOString()} className="figures w-16 text-end text-12 text-text3">{time(batch.at)}</time>
        </div>
      </div>
    </>
  );
}

function DayHeading({ at, nowMs }: { at: number; nowMs: number }) {
  const { t } = useTranslation('history');
  const { date } = useFormats();
  const day = date(at, 'numeric');
  const isThisYear = new Date(at).getFullYear() === new Date(nowMs).getFullYear();
  const near = day === date(nowMs, 'numeric') ? t('today') : day === date(nowMs - DAY_MS, 'numeric') ? t('yesterday') : undefined;
  return (
    <h2 className="ps-9 pt-3 pb-2 text-12! font-normal! text-text3">
      {near ?? <time dateTime={new Date(at).toISOString().slice(0, 10)}>{date(at, isThisYear ? 'weekday' : 'long')}</time>}
    </h2>
  );
}

const DAY_MS = 24 * 60 * 60_000;

/** The contacts that it is about, as links, and how many more there are. */
function About({ batch: { contacts, params } }: { batch: HistoryBatch }) {
  const { t } = useTranslation('history');
  const { number } = useFormats();
  const more = typeof params['count'] === 'number' ? params['count'] - contacts.length : 0;
  return (
    <span className="text-text2">
      {contacts.map((contact, place) => (
        <span key={contact.id}>
          {place > 0 && ', '}
          <a href={`#${contactPath(contact.id)}`} className="rounded-chip text-accent-text hover:underline"><bdi>{contact.name}</bdi></a>
        </span>
      ))}
      {contacts.length > 0 && more > 0 && ` ${t('andMore', { count: more, formatted: number(more) })}`}
    </span>
  );
}

function Changes({ count }: { count: number }) {
  const { t } = useTranslation('history');
  const { number } = useFormats();
  return count > 1 && <span className="figures">{t(count < MOST_COUNTED ? 'changes' : 'changesOrMore', { count, formatted: number(count) })}</span>;
}
