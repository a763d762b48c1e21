import { useTranslation } from 'react-i18next';
import type { PartName } from '../../core/contacts.ts';
import type { EntryKind } from '../../core/entries.ts';
import type { TextKey } from '../i18n/namespaces.ts';
import { useText } from '../i18n/use-text.ts';

/** The labels that Kith has words for, by part. A person may write any other. */
export const LABELS: Record<PartName, readonly string[]> = {
  emails: ['work', 'home', 'billing', 'other'],
  phones: ['mobile', 'work', 'home', 'main', 'fax', 'pager', 'other'],
  addresses: ['work', 'home', 'billing', 'delivery', 'other'],
  links: ['website', 'blog', 'linkedin', 'facebook', 'instagram', 'mastodon', 'whatsapp', 'signal', 'other'],
  dates: ['anniversary', 'nameDay', 'other'],
  facts: ['likes', 'dislikes', 'family', 'other'],
  affiliations: [],
  relations: [],
};

const LABEL_KEYS: Readonly<Record<string, TextKey>> = {
  work: 'contact:labelWork',
  home: 'contact:labelHome',
  billing: 'contact:labelBilling',
  delivery: 'contact:labelDelivery',
  other: 'contact:labelOther',
  mobile: 'contact:labelMobile',
  main: 'contact:labelMain',
  fax: 'contact:labelFax',
  pager: 'contact:labelPager',
  website: 'contact:labelWebsite',
  blog: 'contact:labelBlog',
  anniversary: 'contact:labelAnniversary',
  nameDay: 'contact:labelNameDay',
  likes: 'contact:labelLikes',
  dislikes: 'contact:labelDislikes',
  family: 'contact:labelFamily',
};

/** Names of services are the same in every language. */
const SERVICES: Readonly<Record<string, string>> = { linkedin: 'LinkedIn', facebook: 'Facebook', instagram: 'Instagram', mastodon: 'Mastodon', whatsapp: 'WhatsApp', signal: 'Signal' };

const PART_KEYS: Record<PartName, TextKey> = {
  emails: 'contact:partEmail',
  phones: 'contact:partPhone',
  addresses: 'contact:partAddress',
  links: 'contact:partLink',
  dates: 'contact:partDate',
  facts: 'contact:partFact',
  affiliations: 'contact:partAffiliation',
  relations: 'contact:partRelation',
};

const KIND_KEYS: Record<EntryKind, TextKey> = {
  note: 'contact:kindNote',
  call: 'contact:kindCall',
  email: 'contact:kindEmail',
  meeting: 'contact:kindMeeting',
  message: 'contact:kindMessage',
  letter: 'contact:kindLetter',
  visit: 'contact:kindVisit',
  file: 'contact:kindFile',
};

const FILTER_KEYS: Record<EntryKind | 'moves' | 'all', TextKey> = {
  all: 'contact:filterAll',
  note: 'contact:filterNotes',
  call: 'contact:filterCalls',
  email: 'contact:filterEmails',
  meeting: 'contact:filterMeetings',
  message: 'contact:filterMessages',
  letter: 'contact:filterLetters',
  visit: 'contact:filterVisits',
  file: 'contact:filterFiles',
  moves: 'contact:filterMoves',
};

const OUTCOME_KEYS: Readonly<Record<string, TextKey>> = {
  reached: 'contact:outcomeReached',
  noAnswer: 'contact:outcomeNoAnswer',
  leftMessage: 'contact:outcomeLeftMessage',
  busy: 'contact:outcomeBusy',
  wrongNumber: 'contact:outcomeWrongNumber',
};

const ROLE_KEYS: Readonly<Record<string, TextKey>> = {
  customer: 'contact:roleCustomer',
  prospect: 'contact:roleProspect',
  supplier: 'contact:roleSupplier',
  partner: 'contact:rolePartner',
  employee: 'contact:roleEmployee',
};

const CHANNEL_KEYS: Readonly<Record<string, TextKey>> = {
  email: 'contact:channelEmail',
  phone: 'contact:channelPhone',
  mobile: 'contact:channelMobile',
  message: 'contact:channelMessage',
  letter: 'contact:channelLetter',
  visit: 'contact:channelVisit',
};

/** What the other one is to this contact. */
const RELATION_KEYS: Readonly<Record<string, TextKey>> = {
  referredBy: 'contact:relationReferredBy',
  spouse: 'contact:relationSpouse',
  partner: 'contact:relationPartner',
  child: 'contact:relationChild',
  parent: 'contact:relationParent',
  assistant: 'contact:relationAssistant',
  manager: 'contact:relationManager',
  friend: 'contact:relationFriend',
  colleague: 'contact:relationColleague',
  agent: 'contact:relationAgent',
};

/** The same seen from the other end: who names this contact as their parent is its child. */
const BACKWARD_KEYS: Readonly<Record<string, TextKey>> = {
  referredBy: 'contact:relationReferred',
  spouse: 'contact:relationSpouse',
  partner: 'contact:relationPartner',
  child: 'contact:relationParent',
  parent: 'contact:relationChild',
  assistant: 'contact:relationAssists',
  manager: 'contact:relationManages',
  friend: 'contact:relationFriend',
  colleague: 'contact:relationColleague',
  agent: 'contact:relationRepresents',
};

export interface ContactWords {
  /** "Mobile", or the person's own word; without a label the name of the part. */
  label: (part: PartName, label: string) => string;
  part: (part: PartName) => string;
  kind: (kind: EntryKind) => string;
  filter: (kind: EntryKind | 'moves' | 'all') => string;
  outcome: (outcome: string) => string;
  role: (role: string) => string;
  channel: (channel: string) => string;
  relation: (kind: string) => string;
  relationBack: (kind: string) => string;
}

/** Words for what is stored as codes; whatever a person wrote in their own words stays as it is. */
export function useContactWords(): ContactWords {
  const text = useText();
  const known = (keys: Readonly<Record<string, TextKey>>) => (code: string) => {
    const key = Object.hasOwn(keys, code) ? keys[code] : undefined;
    return key ? text(key) : code;
  };
  return {
    label: (part, label) => (label === '' ? text(PART_KEYS[part]) : part === 'phones' && label === 'work' ? text('contact:labelOffice') : (SERVICES[label.toLowerCase()] ?? known(LABEL_KEYS)(label))),
    part: (part) => text(PART_KEYS[part]),
    kind: (kind) => text(KIND_KEYS[kind]),
    filter: (kind) => text(FILTER_KEYS[kind]),
    outcome: known(OUTCOME_KEYS),
    role: known(ROLE_KEYS),
    channel: known(CHANNEL_KEYS),
    relation: known(RELATION_KEYS),
    relationBack: known(BACKWARD_KEYS),
  };
}

/** The texts of this feature. */
export const useContactText = () => useTranslation('contact').t;
