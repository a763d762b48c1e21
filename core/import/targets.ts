import { z } from 'zod';

const LABELLED_PARTS = ['street', 'extended', 'poBox', 'city', 'region', 'postalCode', 'country', 'whole', 'label'] as const;
const PLACES = ['', ':home', ':work', ':other'] as const;

export type AddressPart = (typeof LABELLED_PARTS)[number];
export type AddressTarget = `address${(typeof PLACES)[number]}.${AddressPart}`;

const addressTargets = PLACES.flatMap((place) => LABELLED_PARTS.map((part): AddressTarget => `address${place}.${part}`));

/**
 * Where a column of a file goes. What stands behind a colon is the label that its values get; `….label` is a
 * column that holds the label of the value column with the same number. `name.full` is cut into parts where the
 * row has none, `address….whole` is an address in one cell. `unmapped` goes into the note or a custom field, as
 * the person chose for the whole file; `custom` is always a custom field named like the column; `ignore` goes nowhere.
 */
export const TARGETS = [
  'kind', 'uid', 'sourceId',
  'name.full', 'name.prefix', 'name.given', 'name.middle', 'name.family', 'name.suffix', 'name.nickname',
  'name.phoneticGiven', 'name.phoneticFamily',
  'affiliation.organisation', 'affiliation.title', 'affiliation.department', 'affiliation.startedOn', 'affiliation.endedOn',
  'email', 'email:home', 'email:work', 'email:other', 'email.label',
  'phone', 'phone:mobile', 'phone:home', 'phone:work', 'phone:main', 'phone:fax', 'phone:home-fax', 'phone:work-fax',
  'phone:pager', 'phone:car', 'phone:assistant', 'phone:other', 'phone.label',
  ...addressTargets,
  'link:web', 'link:social', 'link:chat', 'link.label',
  'birthday', 'birthday.year', 'birthday.month', 'birthday.day', 'date', 'date:anniversary', 'date.label',
  'relation', 'relation:spouse', 'relation:child', 'relation:manager', 'relation:assistant', 'relation:referred-by', 'relation.label',
  'roles', 'status', 'source', 'owner', 'preferredChannel', 'language', 'tags', 'fact', 'note',
  'custom', 'custom.label', 'createdAt', 'updatedAt', 'unmapped', 'ignore',
] as const;

export const Target = z.enum(TARGETS);
export type Target = z.infer<typeof Target>;

/**
 * One column of a file and where it goes. `label` names the values where the target's own label does not say
 * enough (`link:social` of LinkedIn). Columns of one address, affiliation or labelled value share a number `n`.
 */
export const Column = z.strictObject({
  header: z.string(),
  target: Target,
  label: z.string().optional(),
  n: z.int().positive().optional(),
});
export type Column = z.infer<typeof Column>;

/** `phone:work-fax` labels its values `work fax`; a target without a colon gives no label. */
export function labelOfTarget(target: Target): string {
  const colon = target.indexOf(':');
  if (colon < 0) return '';
  const dot = target.indexOf('.', colon);
  return target.slice(colon + 1, dot < 0 ? undefined : dot).replaceAll('-', ' ');
}
