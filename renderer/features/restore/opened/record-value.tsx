import { useTranslation } from 'react-i18next';
import { Id } from '../../../../core/ids.ts';
import type { FieldValueText, RecordKind } from '../../../../core/restore.ts';
import { useApiQuery } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useHistoryValue } from '../../../record/history-value.ts';
import { useText } from '../../../i18n/use-text.ts';

export const TABLE_OF: Record<RecordKind, string> = { person: 'contacts', organisation: 'contacts', entry: 'entries', reminder: 'reminders', deal: 'deals' };

export interface RecordValueProps {
  /** The backup that is open: what an id there stands for may not be here. */
  opened: string;
  recordId: Id;
  table: string;
  field: string;
  value: FieldValueText;
}

/** A value of a record as it reads on its page; ids by the name of what they stand for. */
export function RecordValue({ opened, recordId, table, field, value }: RecordValueProps) {
  const { t } = useTranslation('restore');
  const text = useText();
  const inWords = useHistoryValue(recordId);
  if (value === null || value === '') return <span className="text-text3">{t('nothing')}</span>;
  if (field === 'photo') return text('contact:fieldPhoto');
  const id = typeof value === 'string' ? Id.safeParse(value).data : undefined;
  if (id === undefined) return <bdi>{inWords({ table, field }, value)}</bdi>;
  if (CONTACTS.has(field)) return <ContactName opened={opened} id={id} />;
  return <ListedName field={field} id={id} />;
}

const CONTACTS = new Set(['contactId', 'organisationId', 'toId', 'personId', 'fromId', 'mergedInto', 'ofContactId']);

function ContactName({ opened, id }: { opened: string; id: Id }) {
  const { t } = useTranslation('restore');
  const there = useApiQuery('opened.contact', { opened, id });
  const here = useApiQuery('contacts.get', { id }, { isEnabled: there.isError });
  const found = there.data ?? here.data;
  return found ? <bdi>{found.name}</bdi> : <span className="text-text3">{t('somebody')}</span>;
}

/** Of a list that is the same for all: a tag, a stage, somebody of the team. */
function ListedName({ field, id }: { field: string; id: Id }) {
  const { t } = useTranslation('restore');
  const { stageName, reasonName } = usePipelineWords();
  const { data: tags } = useApiQuery('tags.list', undefined, { isEnabled: field === 'tagId' });
  const { data: members } = useApiQuery('members.list', undefined, { isEnabled: MEMBERS.has(field) });
  const { data: fields } = useApiQuery('fields.list', undefined, { isEnabled: field === 'fieldId' || field === 'choiceId' });
  const { data: pipelines } = useApiQuery('pipelines.list', undefined, { isEnabled: field === 'stageId' });
  const { data: reasons } = useApiQuery('closeReasons.list', undefined, { isEnabled: field === 'reasonId' });
  const { data: products } = useApiQuery('products.list', undefined, { isEnabled: field === 'productId' });
  const stage = pipelines?.flatMap(({ stages }) => stages).find((each) => each.id === id);
  const reason = reasons?.find((each) => each.id === id);
  const named = [...(tags ?? []), ...(members ?? []), ...(fields ?? []), ...(fields ?? []).flatMap(({ choices }) => choices), ...(products ?? [])].find((each) => each.id === id);
  const name = stage ? stageName(stage) : reason ? reasonName(reason) : named?.name;
  return name ? <bdi>{name}</bdi> : <span className="text-text3">{t('somebody')}</span>;
}

const MEMBERS = new Set(['ownerId', 'memberId', 'doneBy']);

/** What stands for a part in one line, by its table. */
const MAIN: Readonly<Record<string, readonly string[]>> = {
  emails: ['address'],
  phones: ['number'],
  addresses: ['street', 'postalCode', 'city', 'country'],
  links: ['url'],
  dates: ['date'],
  facts: ['text'],
  contactRoles: ['role'],
  contactTags: ['tagId'],
  affiliations: ['organisationId', 'title', 'department'],
  relations: ['kind', 'toId', 'toName'],
  fieldValues: ['text', 'number', 'minor', 'choiceId', 'ofContactId', 'date'],
  cadences: ['every'],
  participants: ['contactId'],
  attachments: ['name'],
  dealContacts: ['contactId', 'role'],
  dealLines: ['text', 'productId'],
  dealCompetitors: ['name'],
  dealTags: ['tagId'],
  dealFieldValues: ['text', 'number', 'minor', 'choiceId', 'ofContactId', 'date'],
};

export interface PartValueProps extends Pick<RecordValueProps, 'opened' | 'recordId' | 'table'> {
  values: Readonly<Record<string, FieldValueText>>;
}

/** A part of a record in one line. */
export function PartValue({ values, table, ...of }: PartValueProps) {
  const { t } = useTranslation('restore');
  const filled = (MAIN[table] ?? []).filter((field) => (values[field] ?? '') !== '');
  if (filled.length === 0) return t('unnamed');
  return filled.map((field, at) => (
    <span key={field}>
      {at > 0 && ' · '}
      <RecordValue {...of} table={table} field={field} value={values[field] ?? null} />
    </span>
  ));
}
