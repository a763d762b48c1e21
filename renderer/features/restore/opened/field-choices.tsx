import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, FieldDifference, RecordKind } from '../../../../core/restore.ts';
import type { Id } from '../../../../core/ids.ts';
import { classes } from '../../../ui/classes.ts';
import { useFieldWords } from '../../../words/field-words.ts';
import { RecordValue, TABLE_OF } from './record-value.tsx';

export interface FieldChoicesProps {
  opened: string;
  kind: RecordKind;
  recordId: Id;
  fields: readonly FieldDifference[];
  chosen: Readonly<Record<string, Choice>>;
  onChoose: (key: string, choice: Choice) => void;
  /** To look at only. */
  isFixed: boolean;
}

/** The fields that differ, with both values side by side: what is marked is what it will be. */
export function FieldChoices({ opened, kind, recordId, fields, chosen, onChoose, isFixed }: FieldChoicesProps) {
  const table = TABLE_OF[kind];
  const fieldWords = useFieldWords();
  return (
    <div className="flex flex-col">
      <ChoiceHead />
      {fields.map(({ field, there, here, suggested }) => (
        <ChoiceLine
          key={field}
          label={fieldWords(table, field)}
          choice={chosen[field] ?? suggested}
          onChoose={(choice) => onChoose(field, choice)}
          isFixed={isFixed}
          there={<RecordValue opened={opened} recordId={recordId} table={table} field={field} value={there} />}
          here={<RecordValue opened={opened} recordId={recordId} table={table} field={field} value={here} />}
        />
      ))}
    </div>
  );
}

const LINE = 'grid grid-cols-[144px_minmax(0,1fr)_minmax(0,1fr)] gap-x-2 border-b border-border/55 py-1 narrow:grid-cols-2';
const LABEL = 'py-2 text-12 break-words text-text3 narrow:col-span-2 narrow:pb-0';

export function ChoiceHead() {
  const { t } = useTranslation('restore');
  return (
    <div aria-hidden className={classes(LINE, 'text-12 font-medium text-text3')}>
      <span className="py-1 narrow:hidden">{t('field')}</span>
      <span className="px-2 py-1">{t('valueThere')}</span>
      <span className="px-2 py-1">{t('valueHere')}</span>
    </div>
  );
}

export interface ChoiceLineProps {
  label: string;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  isFixed: boolean;
  there: ReactNode;
  here: ReactNode;
}

export function ChoiceLine({ label, choice, onChoose, isFixed, there, here }: ChoiceLineProps) {
  const { t } = useTranslation('restore');
  const id = useId();
  const sides = [{ side: 'there', value: there, words: t('valueThere') }, { side: 'here', value: here, words: t('valueHere') }] as const;
  return (
    <div role={isFixed ? undefined : 'radiogroup'} aria-labelledby={isFixed ? undefined : id} className={LINE}>
      <span id={id} className={LABEL}>{label}</span>
      {sides.map(({ side, value, words }) =>
        isFixed ? (
          <span key={side} className="min-w-0 px-2 py-1.5 text-13 wrap-anywhere">{value}</span>
        ) : (
          <label
            key={side}
            className={classes(
              'relative flex min-w-0 cursor-pointer items-start gap-2 rounded-control border px-2 py-1.5 text-13 has-focus-visible:ring-box',
              choice === side ? 'border-accent bg-accent-subtle' : 'border-border hover:bg-hover',
            )}
          >
            <input type="radio" name={id} checked={choice === side} onChange={() => onChoose(side)} className="absolute inset-0 cursor-pointer opacity-0" />
            <span aria-hidden className={classes('mt-0.5 grid size-4 flex-none place-items-center rounded-full border', choice === side ? 'border-accent' : 'border-border-strong bg-surface')}>
              {choice === side && <span className="size-2 rounded-full bg-accent" />}
            </span>
            <span className="sr-only">{words}: </span>
            <span className="min-w-0 wrap-anywhere">{value}</span>
          </label>
        ),
      )}
    </div>
  );
}
