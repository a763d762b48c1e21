import { useMemo } from 'react';
import { DEAL_TARGETS } from '../../../core/import/deal-targets.ts';
import { TARGETS } from '../../../core/import/targets.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TextKey } from '../../i18n/namespaces.ts';
import type { OptionGroup } from '../../ui/search-select.tsx';
import { useTranslation } from 'react-i18next';

/** What a column can become, in the groups in which it is offered. Addresses are made below from their places and parts. */
const GROUPS: readonly (readonly [titleKey: TextKey, targets: Readonly<Record<string, TextKey>>])[] = [
  ['import:groupName', {
    'name.full': 'import:nameFull', 'name.given': 'import:nameGiven', 'name.family': 'import:nameFamily', 'name.prefix': 'import:namePrefix', 'name.middle': 'import:nameMiddle',
    'name.suffix': 'import:nameSuffix', 'name.nickname': 'import:nameNickname', 'name.phoneticGiven': 'import:namePhoneticGiven', 'name.phoneticFamily': 'import:namePhoneticFamily', kind: 'import:kindOfContact',
  }],
  ['import:groupReach', {
    email: 'import:email', 'email:work': 'import:emailWork', 'email:home': 'import:emailHome', 'email:other': 'import:emailOther', phone: 'import:phone', 'phone:mobile': 'import:phoneMobile',
    'phone:work': 'import:phoneWork', 'phone:home': 'import:phoneHome', 'phone:main': 'import:phoneMain', 'phone:fax': 'import:phoneFax', 'phone:work-fax': 'import:phoneWorkFax',
    'phone:home-fax': 'import:phoneHomeFax', 'phone:pager': 'import:phonePager', 'phone:car': 'import:phoneCar', 'phone:assistant': 'import:phoneAssistant', 'phone:other': 'import:phoneOther',
    'link:web': 'import:linkWeb', 'link:social': 'import:linkSocial', 'link:chat': 'import:linkChat', preferredChannel: 'import:preferredChannel',
  }],
  ['import:groupWork', {
    'affiliation.organisation': 'import:organisation', 'affiliation.title': 'import:jobTitle', 'affiliation.department': 'import:department',
    'affiliation.startedOn': 'import:startedOn', 'affiliation.endedOn': 'import:endedOn',
  }],
  ['import:groupDates', {
    birthday: 'import:birthday', 'birthday.day': 'import:birthdayDay', 'birthday.month': 'import:birthdayMonth', 'birthday.year': 'import:birthdayYear',
    'date:anniversary': 'import:anniversary', date: 'import:otherDate',
  }],
  ['import:groupAbout', {
    tags: 'import:tags', roles: 'import:roles', status: 'import:status', source: 'import:source', owner: 'import:owner', language: 'import:language', fact: 'import:fact', note: 'import:note',
  }],
  ['import:groupRelations', {
    'relation:spouse': 'import:spouse', 'relation:child': 'import:child', 'relation:manager': 'import:manager', 'relation:assistant': 'import:assistant',
    'relation:referred-by': 'import:referredBy', relation: 'import:relation',
  }],
  ['import:groupLabels', {
    'email.label': 'import:emailLabel', 'phone.label': 'import:phoneLabel', 'link.label': 'import:linkLabel', 'date.label': 'import:dateLabel', 'relation.label': 'import:relationLabel', 'custom.label': 'import:customLabel',
  }],
  ['import:groupFile', { uid: 'import:uid', sourceId: 'import:sourceId', createdAt: 'import:createdAt', updatedAt: 'import:updatedAt' }],
];

const PLACES: readonly (readonly [prefix: string, titleKey: TextKey])[] = [
  ['address', 'import:address'],
  ['address:work', 'import:addressWork'],
  ['address:home', 'import:addressHome'],
  ['address:other', 'import:addressOther'],
];

const PARTS: Readonly<Record<string, TextKey>> = {
  whole: 'import:partWhole', street: 'import:partStreet', extended: 'import:partExtended', poBox: 'import:partPoBox', postalCode: 'import:partPostalCode',
  city: 'import:partCity', region: 'import:partRegion', country: 'import:partCountry', label: 'import:partLabel',
};

/** What a column of deals can become. */
const DEAL_GROUPS: typeof GROUPS = [
  ['import:groupDeal', {
    'deal.title': 'import:dealTitle', 'deal.pipeline': 'import:dealPipeline', 'deal.stage': 'import:dealStage', 'deal.status': 'import:dealStatus', 'deal.isWon': 'import:dealIsWon', 'deal.isClosed': 'import:dealIsClosed',
    'deal.reason': 'import:dealReason', 'deal.reasonNote': 'import:dealReasonNote', 'deal.owner': 'import:dealOwner', 'deal.source': 'import:dealSource', 'deal.competitors': 'import:dealCompetitors', 'deal.tags': 'import:dealTags',
    'deal.notes': 'import:dealNotes',
  }],
  ['import:groupWorth', { 'deal.value': 'import:dealValue', 'deal.currency': 'import:dealCurrencyOf', 'deal.probability': 'import:dealProbabilityOf', 'deal.committed': 'import:dealCommitted' }],
  ['import:groupWith', {
    'deal.contact': 'import:dealContact', 'deal.contactFirst': 'import:dealContactFirst', 'deal.contactLast': 'import:dealContactLast', 'deal.contactEmail': 'import:dealContactEmail', 'deal.contactId': 'import:dealContactId',
    'deal.organisation': 'import:dealOrganisation', 'deal.organisationId': 'import:dealOrganisationId',
  }],
  ['import:groupWhen', { 'deal.when': 'import:dealWhen', 'deal.createdAt': 'import:dealCreatedAt', 'deal.closedAt': 'import:dealClosedAt', 'deal.wonAt': 'import:dealWonAt', 'deal.lostAt': 'import:dealLostAt' }],
  ['import:groupFile', { 'deal.uid': 'import:dealUid', 'deal.id': 'import:dealId' }],
];

export const UNMAPPED = 'unmapped';
export const IGNORED = 'ignore';

export interface TargetWords {
  groups: readonly OptionGroup[];
  /** What a column becomes, in words; a target of a newer Kith as it stands. */
  wordOf: (target: string) => string;
}

/** Everything that a column of contacts or of deals can become, for choosing. */
export function useTargets(records: 'contacts' | 'deals'): TargetWords {
  const text = useText();
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const known = new Set<string>([...TARGETS, ...DEAL_TARGETS]);
    const plain = (records === 'deals' ? DEAL_GROUPS : GROUPS).map(([titleKey, targets]) => ({
      label: text(titleKey),
      options: Object.entries(targets).flatMap(([value, key]) => (known.has(value) ? [{ value, label: text(key) }] : [])),
    }));
    const addresses = PLACES.map(([prefix, titleKey]) => ({
      label: text(titleKey),
      options: Object.entries(PARTS).map(([part, key]) => ({ value: `${prefix}.${part}`, label: text('import:partOf', { place: text(titleKey), part: text(key) }) })),
    }));
    const rest = {
      label: text('import:groupRest'),
      options: [
        { value: 'custom', label: text('import:custom') },
        { value: UNMAPPED, label: text('import:unmapped') },
        { value: IGNORED, label: text('import:ignore') },
      ],
    };
    const groups: OptionGroup[] = records === 'deals' ? [rest, ...plain] : [rest, ...plain.slice(0, 3), ...addresses, ...plain.slice(3)];
    const words = new Map(groups.flatMap(({ options }) => options.map(({ value, label }) => [value, label] as const)));
    return { groups, wordOf: (target: string) => words.get(target) ?? target };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the language
  }, [language, records]);
}
