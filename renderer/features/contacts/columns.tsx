import { useMemo } from 'react';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { ViewDefinition } from '../../../core/filters.ts';
import { useApiQuery } from '../../api.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { fieldToText, shownField } from '../../field-text.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useShortDay } from '../../i18n/short-day.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Clip } from '../../ui/clip.tsx';
import type { ColumnWidths, GridColumn } from '../../ui/grid/columns.ts';
import { dotOf, Tag } from '../../ui/tag.tsx';
import { useContactText, useContactWords } from '../../words/contact-words.ts';
import { ChoiceCell, ContactCell, DateCell, KnownValueCell, MembersCell, SeveralCell, TagsCell } from './cell-editors.tsx';
import { columnsBesidePeek, WIDTHS_BESIDE_PEEK } from './columns-beside-peek.ts';
import { fieldOfColumn, isColumnId, shownColumns, sortOfColumn } from './definition.ts';
import type { ColumnId } from './definition.ts';
import { columnTitle, useContactsText } from './words.ts';
import type { ContactsText } from './words.ts';

type Column = GridColumn<ContactRow>;

/** The columns of a definition, as the grid shows and edits them; those that fit beside the peek where it is open. `nowMs` decides what is today. */
export function useColumns(definition: ViewDefinition, fields: readonly Field[], nowMs: number, roomBesidePeek: number | null): readonly Column[] {
  const t = useContactsText();
  const formats = useFormats();
  const unnamed = useContactText()('unnamed');
  const isTight = roomBesidePeek !== null;
  const columns = useMemo(
    () =>
      shownColumns(definition, fields).map(({ id, width = isTight ? WIDTHS_BESIDE_PEEK[id] : undefined }): Column => {
        const field = fieldOfColumn(id, fields);
        const look = isColumnId(id) ? BUILT_IN[id]({ t, unnamed, nowMs, width }) : ofField(field!, t, formats);
        return { id, title: columnTitle(id, field, t), isSortable: sortOfColumn(id, fields) !== undefined, ...look, ...(isTight && width !== undefined ? { width } : {}) };
      }),
    [definition, fields, t, unnamed, formats, nowMs, isTight],
  );
  return useMemo(() => (roomBesidePeek === null ? columns : columnsBesidePeek(columns, widthsOf(definition), roomBesidePeek)), [columns, definition, roomBesidePeek]);
}

/** The widths that were set by hand. */
export const widthsOf = ({ columns }: ViewDefinition): ColumnWidths => Object.fromEntries(columns.flatMap(({ id, width }) => (width === undefined ? [] : [[id, width]])));

type Look = Omit<Column, 'id' | 'title' | 'isSortable'>;
interface LookPorts {
  t: ContactsText;
  /** What to call a contact without a name. */
  unnamed: string;
  nowMs: number;
  /** Set by hand, in px. */
  width: number | undefined;
}

const BUILT_IN: Record<ColumnId, (ports: LookPorts) => Look> = {
  name: ({ unnamed }) => ({
    width: 240,
    minWidth: 168,
    isFlexible: true,
    isLink: true,
    narrow: 'title',
    narrowInset: 32,
    render: (row) => (
      <>
        <ContactAvatar contact={row} size="normal" />
        <Clip><bdi>{row.name || unnamed}</bdi></Clip>
      </>
    ),
    renderOnPaper: (row) => <bdi>{row.name || unnamed}</bdi>,
    edit: { value: (row) => (row.kind === 'organisation' ? row.name : undefined) },
  }),
  organisation: () => ({ width: 160, narrow: 'detail', render: (row) => row.organisation?.name ?? '' }),
  title: () => ({ width: 140, render: (row) => row.organisation?.title ?? '' }),
  email: () => ({ width: 200, render: (row) => row.email, edit: { value: (row) => row.email, type: 'email' } }),
  phone: () => ({ width: 140, render: (row) => (row.phone === '' ? '' : <span className="figures truncate" dir="ltr">{row.phone}</span>), edit: { value: (row) => row.phone, type: 'tel' } }),
  city: () => ({ width: 120, render: (row) => row.city }),
  tags: ({ t, width = 152 }) => ({
    width: 152,
    minWidth: 88,
    render: (row) => <Tags tags={row.tags} most={Math.max(1, Math.floor((width - 24) / 84))} />,
    renderOnPaper: (row) => <Several items={row.tags.map(({ name }) => name)} />,
    edit: {
      value: (row) => JSON.stringify(row.tags.map(({ name }) => name)),
      render: (edit) => <TagsCell label={t('columnTags')} edit={edit} />,
    },
  }),
  roles: () => ({ width: 120, render: (row) => <Roles roles={row.roles} /> }),
  status: ({ t }) => ({
    width: 104,
    render: (row) => row.status,
    edit: { value: (row) => row.status, render: (edit) => <KnownValueCell label={t('columnStatus')} field="status" edit={edit} /> },
  }),
  source: ({ t }) => ({
    width: 120,
    render: (row) => row.source,
    edit: { value: (row) => row.source, render: (edit) => <KnownValueCell label={t('columnSource')} field="source" edit={edit} /> },
  }),
  owner: ({ t, width = 104 }) => ({
    width: 104,
    render: (row) => row.owner && <Owner owner={row.owner} isNamed={width >= 80} />,
    renderOnPaper: (row) => <bdi>{row.owner?.name}</bdi>,
    edit: { value: (row) => row.owner?.id ?? '', render: (edit) => <MembersCell label={t('columnOwner')} edit={edit} /> },
  }),
  birthday: () => ({ width: 104, render: (row) => row.birthday && <Birthday date={row.birthday} /> }),
  lastContact: ({ nowMs }) => ({
    width: 104,
    narrow: 'end',
    render: (row) => row.lastContactAt !== null && <Day at={row.lastContactAt} nowMs={nowMs} />,
  }),
  created: ({ nowMs }) => ({
    width: 104,
    render: (row) => <Day at={row.createdAt} nowMs={nowMs} />,
  }),
};

function ofField(field: Field, t: ContactsText, formats: Formats): Look {
  const isNumber = field.type === 'number' || field.type === 'money';
  const words = { yes: t('yes'), no: t('no'), nameOf: () => '' };
  return {
    width: isNumber || field.type === 'yesNo' || field.type === 'date' ? 104 : 140,
    align: isNumber ? 'end' : 'start',
    render(row) {
      const value = row.custom[field.id];
      if (!value) return '';
      return value.type === 'contact' ? <ContactName id={value.value} /> : shownField(value, field, formats, words);
    },
    edit: {
      value: (row) => (appliesTo(field, row) ? fieldToText(row.custom[field.id], formats.locale) : undefined),
      ...(isNumber ? { inputMode: 'decimal' as const } : field.type === 'link' ? { type: 'url' as const } : {}),
      ...fieldEditor(field, t),
    },
  };
}

const appliesTo = (field: Field, row: ContactRow): boolean => field.record === 'contact' || field.record === row.kind;

function fieldEditor(field: Field, t: ContactsText): Pick<NonNullable<Column['edit']>, 'render'> {
  const choices = field.choices.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id as string, label: name }));
  switch (field.type) {
    case 'yesNo':
      return { render: (edit) => <ChoiceCell label={field.name} edit={edit} options={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} /> };
    case 'choice':
      return { render: (edit) => <ChoiceCell label={field.name} edit={edit} options={choices} /> };
    case 'choices':
      return { render: (edit) => <SeveralCell label={field.name} edit={edit} options={choices} /> };
    case 'date':
      return { render: (edit) => <DateCell label={field.name} edit={edit} /> };
    case 'contact':
      return { render: (edit) => <ContactCell label={field.name} edit={edit} /> };
    default:
      return {};
  }
}

/** As many tags as there is room for, and how many more there are. */
function Tags({ tags, most }: { tags: ContactRow['tags']; most: number }) {
  const { number } = useFormats();
  const shown = tags.slice(0, most);
  const hidden = tags.slice(most);
  return (
    <span className="flex min-w-0 items-center gap-1">
      {shown.map((tag) => <Tag key={tag.name} name={tag.name} dot={dotOf(tag.colour)} className="flex-initial" />)}
      {hidden.length > 0 && <span className="figures flex-none text-12 text-text3" title={hidden.map(({ name }) => name).join(', ')}>+{number(hidden.length)}</span>}
    </span>
  );
}

function Owner({ owner, isNamed }: { owner: NonNullable<ContactRow['owner']>; isNamed: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2" title={isNamed ? undefined : owner.name}>
      <Avatar id={owner.id} name={owner.name} shape="person" size="small" />
      {isNamed ? <Clip><bdi>{owner.name}</bdi></Clip> : <span className="sr-only">{owner.name}</span>}
    </span>
  );
}

function ContactName({ id }: { id: ContactRow['id'] }) {
  const { data } = useApiQuery('contacts.get', { id });
  return <Clip><bdi>{data?.name ?? ''}</bdi></Clip>;
}

function Roles({ roles }: { roles: readonly string[] }) {
  const words = useContactWords();
  return <Several items={roles.map(words.role)} />;
}

function Several({ items }: { items: string[] }) {
  const { list } = useFormats();
  return <Clip>{list(items)}</Clip>;
}

function Birthday({ date }: { date: string }) {
  const { civilDate } = useFormats();
  return <span className="figures truncate">{civilDate(date)}</span>;
}

function Day({ at, nowMs }: { at: number; nowMs: number }) {
  const shortDay = useShortDay();
  return <span className="figures truncate">{shortDay(at, nowMs)}</span>;
}
