import type { Field } from '../../../core/fields.ts';
import type { Condition } from '../../../core/filters.ts';
import type { Id } from '../../../core/ids.ts';
import { useApiQuery } from '../../api.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { formatMoney } from '../../../core/money.ts';
import { conditionParts, VALUE } from '../../views/condition-parts.tsx';
import type { ConditionParts } from '../../views/condition-parts.tsx';
import { useContactWords } from '../../words/contact-words.ts';
import { fieldOfTarget } from './conditions.ts';
import type { Op, Target } from './conditions.ts';
import { useContactsText } from './words.ts';
import type { ContactsText } from './words.ts';

/** A condition in words, once the names in it are known. */
export function useConditionWords(condition: Condition): ConditionParts {
  const t = useContactsText();
  const formats = useFormats();
  const { role: roleWords } = useContactWords();
  const namedContact = contactIn(condition);
  const { data: tags } = useApiQuery('tags.list', undefined, { isEnabled: condition.field === 'tag' });
  const { data: members } = useApiQuery('members.list', undefined, { isEnabled: condition.field === 'owner' });
  const { data: fields } = useApiQuery('fields.list', undefined, { isEnabled: condition.field === 'custom' });
  const field = condition.field === 'custom' ? fields?.find(({ id }) => id === condition.fieldId) : undefined;
  const namesContact = namedContact !== undefined && (condition.field === 'organisation' || field?.type === 'contact');
  const { data: contact } = useApiQuery('contacts.get', { id: namedContact ?? '' }, { isEnabled: namesContact });

  const value = valueWords(condition, { t, roleWords, formats, field, name: contact?.name, tags, members });
  const sentence = sentenceOf(condition, field?.name ?? '…', t);
  return conditionParts(sentence, value);
}

function contactIn(condition: Condition): Id | undefined {
  if (condition.field === 'organisation') return condition.organisationId;
  return condition.field === 'custom' && typeof condition.value === 'string' ? (condition.value as Id) : undefined;
}

interface ValuePorts {
  t: ContactsText;
  roleWords: (role: string) => string;
  formats: Formats;
  field: Field | undefined;
  name: string | undefined;
  tags: readonly { id: Id; name: string }[] | undefined;
  members: readonly { id: Id; name: string }[] | undefined;
}

function valueWords(condition: Condition, { t, roleWords, formats, field, name, tags, members }: ValuePorts): string {
  switch (condition.field) {
    case 'kind':
      return t(condition.is);
    case 'tag':
      return tags ? (tags.find(({ id }) => id === condition.tagId)?.name ?? t('goneValue')) : '…';
    case 'role':
      return roleWords(condition.role);
    case 'owner':
      return condition.memberId === null ? t('nobody') : (members?.find(({ id }) => id === condition.memberId)?.name ?? '…');
    case 'organisation':
      return name ?? '…';
    case 'status':
    case 'source':
    case 'language':
    case 'city':
    case 'country':
    case 'name':
    case 'email':
    case 'phone':
      return condition.value || t('emptyValue');
    case 'lastContact':
    case 'created':
      return condition.at === undefined ? '' : formats.date(condition.at);
    case 'text':
      return condition.words;
    case 'has':
      return '';
    case 'custom':
      return fieldValueWords(condition.value, field, { t, formats, name });
  }
}

function fieldValueWords(value: string | number | boolean | undefined, field: Field | undefined, { t, formats, name }: Pick<ValuePorts, 't' | 'formats' | 'name'>): string {
  if (value === undefined || !field) return '…';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return field.type === 'money' ? formatMoney({ minor: value, currency: field.currency }, formats.locale) : formats.number(value);
  if (field.type === 'date') return formats.civilDate(value);
  if (field.type === 'contact') return name ?? '…';
  if (field.type === 'choice' || field.type === 'choices') return field.choices.find(({ id }) => id === value)?.name ?? t('goneValue');
  return value;
}

function sentenceOf(condition: Condition, field: string, t: ContactsText): string {
  const value = VALUE;
  switch (condition.field) {
    case 'kind':
      return t('whereKind', { value });
    case 'tag':
      return t(condition.op === 'has' ? 'whereTag' : 'whereNotTag', { value });
    case 'role':
      return t(condition.op === 'has' ? 'whereRole' : 'whereNotRole', { value });
    case 'status':
      return t(condition.op === 'is' ? 'whereStatus' : 'whereNotStatus', { value });
    case 'source':
      return t(condition.op === 'is' ? 'whereSource' : 'whereNotSource', { value });
    case 'language':
      return t(condition.op === 'is' ? 'whereLanguage' : 'whereNotLanguage', { value });
    case 'owner':
      return t(condition.op === 'is' ? 'whereOwner' : 'whereNotOwner', { value });
    case 'organisation':
      return t('whereOrganisation', { value });
    case 'city':
      return t(condition.op === 'is' ? 'whereCity' : 'whereCityContains', { value });
    case 'country':
      return t('whereCountry', { value });
    case 'name':
      return t(condition.op === 'is' ? 'whereName' : 'whereNameContains', { value });
    case 'email':
      return t('whereEmailIs', { value });
    case 'phone':
      return t('wherePhoneIs', { value });
    case 'lastContact':
      return condition.op === 'never' ? t('whereNeverContact') : t(condition.op === 'before' ? 'whereLastContactBefore' : 'whereLastContactSince', { value });
    case 'created':
      return t(condition.op === 'before' ? 'whereCreatedBefore' : 'whereCreatedSince', { value });
    case 'has':
      return t(HAS_KEYS[condition.what][condition.is ? 0 : 1]);
    case 'text':
      return t('whereText', { value });
    case 'custom':
      return t(FIELD_SENTENCES[condition.op], { field, value });
  }
}

const HAS_KEYS = {
  email: ['whereEmail', 'whereNoEmail'],
  phone: ['wherePhone', 'whereNoPhone'],
  address: ['whereAddress', 'whereNoAddress'],
  birthday: ['whereBirthday', 'whereNoBirthday'],
} as const;

const FIELD_SENTENCES = {
  is: 'whereField',
  isNot: 'whereNotField',
  contains: 'whereFieldContains',
  atLeast: 'whereFieldAtLeast',
  atMost: 'whereFieldAtMost',
  empty: 'whereFieldEmpty',
  notEmpty: 'whereFieldNotEmpty',
} as const;

const TARGET_KEYS = {
  name: 'columnName',
  email: 'columnEmail',
  phone: 'columnPhone',
  tag: 'columnTags',
  role: 'columnRoles',
  status: 'columnStatus',
  source: 'columnSource',
  owner: 'columnOwner',
  organisation: 'columnOrganisation',
  city: 'columnCity',
  country: 'targetCountry',
  lastContact: 'columnLastContact',
  created: 'columnCreated',
  language: 'targetLanguage',
  kind: 'targetKind',
  hasEmail: 'targetHasEmail',
  hasPhone: 'targetHasPhone',
  hasAddress: 'targetAddress',
  hasBirthday: 'columnBirthday',
  text: 'targetText',
} as const satisfies Record<Exclude<Target, `field:${string}`>, string>;

/** What a condition can be about, in words. */
export function targetWords(target: Target, fields: readonly Field[], t: ContactsText): string {
  if (target.startsWith('field:')) return fieldOfTarget(target, fields)?.name ?? '';
  return t(TARGET_KEYS[target as keyof typeof TARGET_KEYS]);
}

const OP_KEYS = {
  is: 'opIs',
  isNot: 'opIsNot',
  contains: 'opContains',
  before: 'opBefore',
  after: 'opSince',
  never: 'opNever',
  atLeast: 'opAtLeast',
  atMost: 'opAtMost',
  empty: 'opEmpty',
  notEmpty: 'opNotEmpty',
} as const satisfies Record<Op, string>;

export const opWords = (op: Op, t: ContactsText): string => t(OP_KEYS[op]);
