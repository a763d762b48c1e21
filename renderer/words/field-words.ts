import type { TextKey } from '../i18n/namespaces.ts';
import { useText } from '../i18n/use-text.ts';

/** What a field of a table is called where changes are listed, by `table.field` or by its field alone. */
const FIELD_KEYS: Readonly<Record<string, TextKey>> = {
  kind: 'contact:fieldKind',
  prefix: 'contact:namePrefix',
  given: 'contact:nameGiven',
  middle: 'contact:nameMiddle',
  family: 'contact:nameFamily',
  suffix: 'contact:nameSuffix',
  nickname: 'contact:nameNickname',
  phoneticGiven: 'contact:namePhoneticGiven',
  phoneticFamily: 'contact:namePhoneticFamily',
  organisationName: 'contact:nameOrganisation',
  displayAs: 'contact:nameDisplayAs',
  status: 'contact:fieldStatus',
  source: 'contact:fieldSource',
  ownerId: 'contact:fieldOwner',
  preferredChannel: 'contact:fieldChannel',
  language: 'contact:fieldLanguage',
  birthday: 'contact:fieldBirthday',
  photo: 'contact:fieldPhoto',
  primaryEmailId: 'contact:fieldPrimaryEmail',
  primaryPhoneId: 'contact:fieldPrimaryPhone',
  primaryAddressId: 'contact:fieldPrimaryAddress',
  primaryAffiliationId: 'contact:fieldPrimaryAffiliation',
  mergedInto: 'contact:fieldMergedInto',
  label: 'contact:label',
  'emails.address': 'contact:partEmail',
  'phones.number': 'contact:partPhone',
  street: 'contact:addressStreet',
  extended: 'contact:addressExtended',
  poBox: 'contact:addressPoBox',
  city: 'contact:addressCity',
  region: 'contact:addressRegion',
  postalCode: 'contact:addressPostalCode',
  country: 'contact:addressCountry',
  url: 'contact:partLink',
  date: 'contact:partDate',
  'facts.text': 'contact:partFact',
  organisationId: 'contact:partAffiliation',
  title: 'contact:affiliationTitle',
  department: 'contact:affiliationDepartment',
  startedOn: 'contact:affiliationStartedOn',
  endedOn: 'contact:affiliationEndedOn',
  toId: 'contact:partRelation',
  toName: 'contact:partRelation',
  'relations.kind': 'contact:relationKind',
  'entries.kind': 'contact:entryKind',
  at: 'contact:entryWhen',
  direction: 'contact:entryDirection',
  outcome: 'contact:entryOutcome',
  minutes: 'contact:entryMinutes',
  subject: 'contact:entrySubject',
  body: 'contact:entryBody',
  pinned: 'contact:entryPinned',
  'attachments.name': 'contact:kindFile',
  'contactTags.tagId': 'contact:tags',
  'contactRoles.role': 'contact:roles',
};

const TABLE_KEYS: Readonly<Record<string, TextKey>> = {
  contacts: 'contact:tableContact',
  emails: 'contact:partEmail',
  phones: 'contact:partPhone',
  addresses: 'contact:partAddress',
  links: 'contact:partLink',
  dates: 'contact:partDate',
  facts: 'contact:partFact',
  affiliations: 'contact:partAffiliation',
  relations: 'contact:partRelation',
  contactRoles: 'contact:roles',
  contactTags: 'contact:tags',
  fieldValues: 'contact:tableFieldValue',
  entries: 'contact:tableEntry',
  participants: 'contact:tableParticipant',
  attachments: 'contact:kindFile',
};

/** The name of a field, or without one of what its table holds. A custom field comes with its own name. */
export function useFieldWords(): (table: string, field: string | null) => string {
  const text = useText();
  return (table, field) => {
    if (table === 'fieldValues' && field !== null) return field;
    const key = field === null ? TABLE_KEYS[table] : (FIELD_KEYS[`${table}.${field}`] ?? FIELD_KEYS[field] ?? TABLE_KEYS[table]);
    return key ? text(key) : (field ?? table);
  };
}
