import { z } from 'zod';
import { Id } from './ids.ts';
import { PartialDate } from './partial-date.ts';

/** Longest text of a one-line field, and of a long one, in UTF-16 units. */
export const LINE_MAX = 1_000;
export const TEXT_MAX = 1_000_000;

export const Line = z.string().max(LINE_MAX);

export const ContactKind = z.enum(['person', 'organisation']);
export type ContactKind = z.infer<typeof ContactKind>;

/** The roles that Kith has words for; a person may write any other. */
export const ROLES = ['customer', 'prospect', 'supplier', 'partner', 'employee'] as const;

/** The relations that Kith has words for: "Ada is … of this contact". */
export const RELATIONS = ['referredBy', 'spouse', 'partner', 'child', 'parent', 'assistant', 'manager', 'friend', 'colleague', 'agent'] as const;

export const CHANNELS = ['', 'email', 'phone', 'mobile', 'message', 'letter', 'visit'] as const;

/** `YYYY-MM-DD`, or `--MM-DD` where the year is not known: a day that there is. */
export const PartialDateText = z.string().refine((text) => PartialDate.safeParse(text).success, 'is not a day of the calendar');

/** The fields of a contact itself that a person may write, each of them text; null empties an id or a date. */
export const ContactFields = z.strictObject({
  kind: ContactKind,
  prefix: Line,
  given: Line,
  middle: Line,
  family: Line,
  suffix: Line,
  nickname: Line,
  phoneticGiven: Line,
  phoneticFamily: Line,
  organisationName: Line,
  displayAs: Line,
  status: Line,
  source: Line,
  ownerId: Id.nullable(),
  preferredChannel: Line,
  language: Line,
  birthday: PartialDateText.nullable(),
  photo: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  primaryEmailId: Id.nullable(),
  primaryPhoneId: Id.nullable(),
  primaryAddressId: Id.nullable(),
  primaryAffiliationId: Id.nullable(),
});
export type ContactFields = z.infer<typeof ContactFields>;

/** What a contact has several of, each a row with an id of its own. */
export const partSchemas = {
  emails: z.strictObject({ label: Line, address: Line }),
  phones: z.strictObject({ label: Line, number: Line }),
  addresses: z.strictObject({ label: Line, street: Line, extended: Line, poBox: Line, city: Line, region: Line, postalCode: Line, country: Line }),
  links: z.strictObject({ label: Line, kind: z.enum(['web', 'social', 'chat']), url: Line }),
  dates: z.strictObject({ label: Line, date: PartialDateText }),
  facts: z.strictObject({ label: Line, text: z.string().max(TEXT_MAX) }),
  affiliations: z.strictObject({
    organisationId: Id.nullable(),
    title: Line,
    department: Line,
    startedOn: PartialDateText.nullable(),
    endedOn: PartialDateText.nullable(),
  }),
  relations: z.strictObject({ toId: Id.nullable(), kind: Line, toName: Line }),
} as const;

export type PartName = keyof typeof partSchemas;
export const PartName = z.enum(Object.keys(partSchemas) as [PartName, ...PartName[]]);
export type PartValues<N extends PartName> = z.infer<(typeof partSchemas)[N]>;

/** The fields of each part, absent ones being empty: for adding. */
export const partDefaults: { [N in PartName]: PartValues<N> } = {
  emails: { label: '', address: '' },
  phones: { label: '', number: '' },
  addresses: { label: '', street: '', extended: '', poBox: '', city: '', region: '', postalCode: '', country: '' },
  links: { label: '', kind: 'web', url: '' },
  dates: { label: '', date: '--01-01' },
  facts: { label: '', text: '' },
  affiliations: { organisationId: null, title: '', department: '', startedOn: null, endedOn: null },
  relations: { toId: null, kind: '', toName: '' },
};

/** A row of a part as a screen gets it: its fields and the version of each, as text stamps. */
export type Part<N extends PartName> = PartValues<N> & { id: Id; seen: Record<string, string> } & PartExtras[N];

interface PartExtras {
  emails: unknown;
  /** `shown` is written the way the country does; `e164` is absent when the number cannot be read. */
  phones: { e164: string | null; shown: string };
  addresses: unknown;
  links: unknown;
  dates: unknown;
  facts: unknown;
  affiliations: { organisation: ContactRef | null };
  relations: { to: ContactRef | null };
}

/** Enough to show a contact in a line, with a link. */
export interface ContactRef {
  id: Id;
  kind: ContactKind;
  name: string;
  photo: string | null;
  /** In the bin. */
  hidden: boolean;
}
