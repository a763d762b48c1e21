// The columns of Kith's own CSV, written and read by the same table.
import type { CardAddress, CardAffiliation, CardName, ContactCard } from '../contact-card.ts';

/** Which value of a card stands in a column. `at` counts from 0 among the e-mails, phones, … */
export type KithColumn =
  | { readonly set: 'card'; readonly part: CardPart }
  | { readonly set: SetName; readonly at: number; readonly part: string }
  | { readonly set: 'custom'; readonly name: string; readonly type: string; readonly at: number };

export type CardPart = keyof typeof CARD_HEADERS;

export const CARD_HEADERS = {
  uid: 'Kith ID',
  kind: 'Kind',
  displayName: 'Display name',
  prefix: 'Prefix',
  given: 'First name',
  middle: 'Middle name',
  family: 'Last name',
  suffix: 'Suffix',
  nickname: 'Nickname',
  phoneticGiven: 'Phonetic first name',
  phoneticFamily: 'Phonetic last name',
  roles: 'Roles',
  status: 'Status',
  source: 'Source',
  ownerName: 'Owner',
  preferredChannel: 'Preferred channel',
  language: 'Language',
  birthday: 'Birthday',
  tags: 'Tags',
  primaryEmail: 'Primary e-mail',
  primaryPhone: 'Primary phone',
  primaryAddress: 'Primary address',
  createdAt: 'Created',
  updatedAt: 'Updated',
} as const;

export const NAME_PARTS = ['prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'phoneticGiven', 'phoneticFamily'] as const satisfies readonly (keyof CardName)[];

type SetName = keyof typeof SETS;

/** The lists of a card: what their columns are called, and which part of an item stands under each. The first is the value itself. */
export const SETS = {
  emails: { title: 'E-mail', parts: { address: '', label: ' label' } },
  phones: { title: 'Phone', parts: { number: '', label: ' label' } },
  addresses: {
    title: 'Address',
    parts: { label: ' label', street: ' street', extended: ' extended', poBox: ' PO box', city: ' city', region: ' region', postalCode: ' postal code', country: ' country' } satisfies Record<keyof CardAddress, string>,
  },
  affiliations: {
    title: 'Organisation',
    parts: { organisation: '', title: ' title', department: ' department', startedOn: ' from', endedOn: ' until', organisationUid: ' ID' } satisfies Record<keyof CardAffiliation, string>,
  },
  links: { title: 'Link', parts: { url: '', kind: ' kind', label: ' label' } },
  dates: { title: 'Date', parts: { date: '', label: ' label' } },
  relations: { title: 'Relation', parts: { name: '', label: ' label', uid: ' ID' } },
  facts: { title: 'Fact', parts: { text: '', label: ' label' } },
  notes: { title: 'Note', parts: { text: '' } },
} as const satisfies Partial<Record<keyof ContactCard, { title: string; parts: Readonly<Record<string, string>> }>>;

export function headerOf(column: KithColumn): string {
  if (column.set === 'card') return CARD_HEADERS[column.part];
  if (column.set === 'custom') return `Custom${column.type === '' ? '' : ` (${column.type})`}: ${column.name}`;
  const { title, parts } = SETS[column.set];
  return `${title} ${column.at + 1}${(parts as Readonly<Record<string, string>>)[column.part]}`;
}

/** The columns behind headers that `headerOf` made, in any order; undefined for a header that it cannot have made. */
export function columnsOf(headers: readonly string[]): (KithColumn | undefined)[] {
  const timesSeen = new Map<string, number>();
  return headers.map((header): KithColumn | undefined => {
    const custom = /^Custom(?: \((\w+)\))?: (.+)$/s.exec(header);
    if (custom) {
      const at = timesSeen.get(header) ?? 0;
      timesSeen.set(header, at + 1);
      return { set: 'custom', name: custom[2]!, type: custom[1] ?? '', at };
    }
    return FIXED.get(header) ?? numbered(header);
  });
}

const FIXED: ReadonlyMap<string, KithColumn> = new Map(
  Object.entries(CARD_HEADERS).map(([part, header]): [string, KithColumn] => [header, { set: 'card', part: part as CardPart }]),
);

function numbered(header: string): KithColumn | undefined {
  const [, title, digits, rest = ''] = /^(.+?) (\d{1,4})((?: .+)?)$/.exec(header) ?? [];
  const found = Object.entries(SETS).find(([, set]) => set.title === title);
  const part = found && Object.entries(found[1].parts).find(([, ending]) => ending === rest)?.[0];
  return part === undefined || digits === '0' ? undefined : { set: found![0] as SetName, at: Number(digits) - 1, part };
}
