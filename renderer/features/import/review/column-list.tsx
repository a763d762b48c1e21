import { useState } from 'react';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportLook } from '../../../../core/api/transfer.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Clip } from '../../../ui/clip.tsx';
import { SearchSelect } from '../../../ui/search-select.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { IGNORED, UNMAPPED, useTargets } from '../target-words.ts';
import type { Reading } from './review.tsx';

export interface ColumnListProps {
  look: ImportLook;
  reading: Reading;
  onChange: (change: Partial<Reading>) => void;
}

type LookColumn = ImportLook['columns'][number];

/** Columns of wide exports that hold nothing are out of the way until somebody asks for them. */
const isEmpty = ({ samples }: LookColumn) => samples.length === 0;

/** The most columns shown at once; the rest come by a button. */
const MOST_SHOWN = 200;

/** Every column with what stands in it and what it becomes. */
export function ColumnList({ look, reading, onChange }: ColumnListProps) {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  const [showsEmpty, setShowsEmpty] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const columns = look.columns.map((column, place) => ({ ...column, place, target: reading.columns?.[place] ?? column.target }));
  const empty = columns.filter(isEmpty);
  const listed = showsEmpty ? columns : columns.filter((column) => !isEmpty(column));
  const shown = showsAll ? listed : listed.slice(0, MOST_SHOWN);
  const filled = columns.filter((column) => !isEmpty(column));
  const records = look.deals ? 'deals' : 'contacts';
  const unmapped = filled.filter(({ target }) => target === UNMAPPED);

  function choose(place: number, target: string) {
    onChange({ columns: columns.map((column) => (column.place === place ? target : column.target)) });
  }

  return (
    <div className="flex flex-col px-6 pb-8 narrow:px-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
        <p role="status" className="figures min-w-52 flex-1 text-13 text-text2">{t('mapped', { count: filled.length, done: number(filled.length - unmapped.length), total: number(filled.length) })}</p>
        {unmapped.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-12 text-text3">{t('theRest')}</span>
            <SegmentedControl
              label={t('theRest')}
              value={reading.unmapped}
              onChange={(next) => onChange({ unmapped: next })}
              segments={[{ value: 'note', label: t(records === 'deals' ? 'intoNotes' : 'intoNote') }, { value: 'custom', label: t('intoFields') }]}
            />
          </div>
        )}
      </div>
      <ul aria-label={t('columns')}>
        {shown.map((column) => <ColumnRow key={`${records} ${column.place}`} column={column} records={records} onChoose={(target) => choose(column.place, target)} />)}
      </ul>
      <div className="flex flex-wrap gap-2 py-2">
        {listed.length > shown.length && <Button kind="bare" size="small" onPress={() => setShowsAll(true)}>{t('showAllColumns', { formatted: number(listed.length) })}</Button>}
        {empty.length > 0 && !showsEmpty && (
          <Button kind="bare" size="small" className="-ms-2" onPress={() => setShowsEmpty(true)}>{t('showEmpty', { count: empty.length, formatted: number(empty.length) })}</Button>
        )}
      </div>
      <TextField
        className="mt-2 w-80 max-w-full"
        label={t('saveMapping')}
        hint={t('saveMappingHint')}
        placeholder={t('saveMappingExample')}
        value={reading.saveMapping}
        onChange={(saveMapping) => onChange({ saveMapping })}
        maxLength={1_000}
      />
    </div>
  );
}

function ColumnRow({ column, records, onChoose }: { column: LookColumn; records: 'contacts' | 'deals'; onChoose: (target: string) => void }) {
  const { t } = useTranslation('import');
  const { groups, wordOf } = useTargets(records);
  const { header, target, confidence, samples } = column;
  const isOut = target === UNMAPPED || target === IGNORED;
  return (
    <li className="grid min-h-13 grid-cols-[minmax(0,240px)_minmax(0,1fr)_16px_minmax(0,240px)] items-center gap-x-3 border-b border-border/55 py-2 narrow:grid-cols-1 narrow:gap-y-1">
      <span className="flex min-w-0 items-center gap-2">
        <Clip className={classes('text-13 font-medium', isOut && 'text-text2')}><bdi>{header || t('noHeader')}</bdi></Clip>
        {!isOut && confidence < SURE && <StateBadge tone="warning">{t('unsure')}</StateBadge>}
      </span>
      <ul aria-label={t('samples', { header })} className="flex min-w-0 flex-wrap gap-x-3 text-12 text-text3">
        {samples.length === 0 && <li>{t('empty')}</li>}
        {samples.map((sample, place) => (
          <li key={place} className="max-w-48 min-w-0"><Clip className="block"><bdi>{sample}</bdi></Clip></li>
        ))}
      </ul>
      <ArrowRight aria-hidden className="text-text3 narrow:hidden rtl:rotate-180" />
      <SearchSelect
        label={t('becomes', { header })}
        hideLabel
        value={target}
        onChange={onChoose}
        groups={groups}
        placeholder={wordOf(target)}
        searchLabel={t('searchTargets')}
        emptyText={t('noTarget')}
        isQuiet
        className={isOut ? '[&_button]:border-dashed [&_button]:text-text3' : ''}
      />
    </li>
  );
}

/** Below this a person should look at the samples themselves. */
const SURE = 0.6;
