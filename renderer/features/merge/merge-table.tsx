import { useId } from 'react';
import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import type { Field, FieldValue } from '../../../core/fields.ts';
import type { Id } from '../../../core/ids.ts';
import { useApiQuery } from '../../api.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { shownField } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { contactPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { countryNames } from '../../words/addresses.ts';
import { useContactText, useContactWords } from '../../words/contact-words.ts';
import { useFieldWords } from '../../words/field-words.ts';
import { spokenLanguages } from '../../words/spoken-languages.ts';
import type { MergedField, MergeRow } from './merge-rows.ts';
import { useMergeText } from './merge-text.ts';
import { LISTS, unitedList } from './united-lists.ts';

export interface MergeTableProps {
  contacts: readonly [ContactDetail, ContactDetail];
  /** Which of the two stays. */
  side: 0 | 1;
  rows: readonly MergeRow[];
  fields: readonly Field[];
  chosen: Readonly<Record<string, 0 | 1>>;
  onChoose: (field: string, of: 0 | 1) => void;
  /** Takes every value from one of the two. */
  onSide: (of: 0 | 1) => void;
}

/** A line for each field with both values; where they differ they are radio buttons. The one that stays is on the start side. */
export function MergeTable({ contacts, side, rows, fields, chosen, onChoose, onSide }: MergeTableProps) {
  const t = useMergeText();
  const c = useContactText();
  const words = useContactWords();
  const formats = useFormats();
  const fieldWords = useFieldWords();
  const shown = useShownField();
  const order: readonly (0 | 1)[] = side === 0 ? [0, 1] : [1, 0];
  const listWords = { countryName: countryNames(formats.locale), role: words.role, relation: words.relation, date: (date: string) => formats.civilDate(date) };
  const lists = LISTS.map((list) => ({ list, items: unitedList(list, contacts, listWords) })).filter(({ items }) => items.length > 0);
  const hasChoices = rows.some(({ outcome }) => outcome === 'choice');

  const labelOf = (row: MergeRow) => (row.kind === 'field' ? fieldWords('contacts', row.id) : (fields.find(({ id }) => id === row.id)?.name ?? ''));
  const valueOf = (row: MergeRow, of: 0 | 1): ReactNode => {
    if (row.kind === 'field') return shown(contacts[of], row.id);
    const value = row.values[of];
    return value ? <CustomValue value={value} field={fields.find(({ id }) => id === row.id)} /> : null;
  };

  return (
    <div className="flex flex-col">
      <div className={`${LINE} border-b border-border pb-3`}>
        <span className="narrow:hidden" />
        {order.map((of, place) => (
          <div key={of} className="flex min-w-0 flex-col gap-2">
            <div className="flex min-w-0 items-center gap-2">
              <ContactAvatar contact={contacts[of]} size="large" />
              <div className="min-w-0">
                <a href={`#${contactPath(contacts[of].id)}`} className="block rounded-chip text-14 font-semibold break-words hover:underline"><bdi>{contacts[of].name}</bdi></a>
                <span className="text-12 text-text3">{t('facts', { date: formats.date(contacts[of].createdAt), entries: formats.number(contacts[of].entryCounts['all'] ?? 0) })}</span>
              </div>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <StateBadge tone={place === 0 ? 'success' : 'plain'} {...(place === 0 ? { icon: Check } : {})}>{t(place === 0 ? 'stays' : 'goes')}</StateBadge>
              {hasChoices && <Button size="small" kind="bare" onPress={() => onSide(of)}>{t('takeAll')}</Button>}
            </div>
          </div>
        ))}
      </div>
      {rows.map((row) => (
        <Line key={row.id} label={labelOf(row)} isChoice={row.outcome === 'choice'}>
          {order.map((of) =>
            row.outcome === 'choice' ? (
              <Choice key={of} field={row.id} isChosen={(chosen[row.id] ?? side) === of} onChoose={() => onChoose(row.id, of)}>{valueOf(row, of)}</Choice>
            ) : (
              <span key={of} className="min-w-0 px-2 py-1.5 text-13 break-words text-text2">{valueOf(row, of)}</span>
            ),
          )}
        </Line>
      ))}
      {lists.map(({ list, items }) => (
        <div key={list} className={`${LINE} border-b border-border/55 py-1`}>
          <span className={LABEL}>{list === 'tags' || list === 'roles' ? c(list) : t(LIST_WORDS[list])}</span>
          <ul className="col-span-2 flex min-w-0 flex-col gap-1 px-2 py-1.5 text-13 text-text2">
            {items.slice(0, MOST_SHOWN).map((item) => <li key={item} className="break-words"><bdi>{item}</bdi></li>)}
            {items.length > MOST_SHOWN && <li className="text-text3">{t('andMore', { count: items.length - MOST_SHOWN, formatted: formats.number(items.length - MOST_SHOWN) })}</li>}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Items of one list that are written out. */
const MOST_SHOWN = 20;

const LINE = 'grid grid-cols-[144px_minmax(0,1fr)_minmax(0,1fr)] gap-x-2 narrow:grid-cols-2';
const LABEL = 'py-2 text-12 break-words text-text3 narrow:col-span-2 narrow:pb-0';

const LIST_WORDS = {
  emails: 'listEmails',
  phones: 'listPhones',
  addresses: 'listAddresses',
  links: 'listLinks',
  dates: 'listDates',
  facts: 'listFacts',
  affiliations: 'listAffiliations',
  relations: 'listRelations',
} as const;

function Line({ label, isChoice, children }: { label: string; isChoice: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <div role={isChoice ? 'radiogroup' : undefined} aria-labelledby={isChoice ? id : undefined} className={`${LINE} border-b border-border/55 py-1`}>
      <span id={id} className={LABEL}>{label}</span>
      {children}
    </div>
  );
}

function Choice({ field, isChosen, onChoose, children }: { field: string; isChosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <label
      className={classes(
        'relative flex min-w-0 cursor-pointer items-start gap-2 rounded-control border px-2 py-1.5 text-13 has-focus-visible:ring-box',
        isChosen ? 'border-accent bg-accent-subtle' : 'border-border hover:bg-hover',
      )}
    >
      <input type="radio" name={`merge ${field}`} checked={isChosen} onChange={onChoose} className="absolute inset-0 cursor-pointer opacity-0" />
      <span aria-hidden className={classes('mt-0.5 grid size-4 flex-none place-items-center rounded-full border', isChosen ? 'border-accent' : 'border-border-strong bg-surface')}>
        {isChosen && <span className="size-2 rounded-full bg-accent" />}
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </label>
  );
}

/** A field of the contact itself as it reads on its page. */
function useShownField(): (contact: ContactDetail, field: MergedField) => ReactNode {
  const words = useContactWords();
  const formats = useFormats();
  return (contact, field) => {
    const value = contact[field];
    if (value === null || value === '') return null;
    switch (field) {
      case 'photo':
        return <ContactAvatar contact={contact} size="huge" />;
      case 'birthday':
        return formats.civilDate(value, 'long');
      case 'language':
        return spokenLanguages(formats.locale).nameOf(value);
      case 'preferredChannel':
        return words.channel(value);
      case 'ownerId':
        return <bdi>{contact.owner?.name}</bdi>;
      default:
        return <bdi>{value}</bdi>;
    }
  };
}

function CustomValue({ value, field }: { value: FieldValue; field: Field | undefined }) {
  const c = useContactText();
  const formats = useFormats();
  if (value.type === 'contact') return <ContactName id={value.value} />;
  return <bdi>{shownField(value, field ?? NO_CHOICES, formats, { yes: c('yes'), no: c('no'), nameOf: (id) => id })}</bdi>;
}

/** Of a field that is not loaded yet. */
const NO_CHOICES: Pick<Field, 'choices'> = { choices: [] };

function ContactName({ id }: { id: Id }) {
  const { data } = useApiQuery('contacts.get', { id });
  return <bdi>{data?.name}</bdi>;
}
