import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

/**
 * What a contact owns, each a row of its own. `contactN` is derived: the local number of the contact,
 * or of the one that it was merged into.
 */
const ownedColumns = () => ({ ...syncedColumns(), contactId: bytes(), contactN: integer() });

export const emails = sqliteTable(
  'emails',
  { ...ownedColumns(), label: words(), address: words(), /* derived */ folded: words() },
  (t) => [uniqueIndex('emailsById').on(t.id), index('emailsByContact').on(t.contactN), index('emailsByAddress').on(t.folded)],
);

export const phones = sqliteTable(
  'phones',
  { ...ownedColumns(), label: words(), number: words(), /* derived */ e164: text(), digits: words() },
  (t) => [uniqueIndex('phonesById').on(t.id), index('phonesByContact').on(t.contactN), index('phonesByDigits').on(t.digits)],
);

export const addresses = sqliteTable(
  'addresses',
  {
    ...ownedColumns(),
    label: words(),
    street: words(),
    extended: words(),
    poBox: words(),
    city: words(),
    region: words(),
    postalCode: words(),
    country: words(),
  },
  (t) => [uniqueIndex('addressesById').on(t.id), index('addressesByContact').on(t.contactN)],
);

export const links = sqliteTable(
  'links',
  { ...ownedColumns(), label: words(), kind: text({ enum: ['web', 'social', 'chat'] }).notNull().default('web'), url: words() },
  (t) => [uniqueIndex('linksById').on(t.id), index('linksByContact').on(t.contactN)],
);

/** Anniversaries and other days; the birthday is a field of the contact. */
export const dates = sqliteTable(
  'dates',
  { ...ownedColumns(), label: words(), date: words() },
  (t) => [uniqueIndex('datesById').on(t.id), index('datesByContact').on(t.contactN), index('datesByDay').on(t.date, t.contactN)],
);

/** Quick facts: likes, dislikes, family, anything. */
export const facts = sqliteTable(
  'facts',
  { ...ownedColumns(), label: words(), text: words() },
  (t) => [uniqueIndex('factsById').on(t.id), index('factsByContact').on(t.contactN)],
);

export const contactRoles = sqliteTable(
  'contactRoles',
  { ...ownedColumns(), role: words() },
  (t) => [uniqueIndex('contactRolesById').on(t.id), index('contactRolesByContact').on(t.contactN), index('contactRolesByRole').on(t.role, t.contactN)],
);

/** Where a contact came from, and a hash of the row as it was read, so that the same file twice adds nothing. */
export const sourceKeys = sqliteTable(
  'sourceKeys',
  { ...ownedColumns(), source: words(), key: words(), rowHash: words() },
  (t) => [uniqueIndex('sourceKeysById').on(t.id), index('sourceKeysByContact').on(t.contactN), index('sourceKeysByKey').on(t.key)],
);

/** A person at an organisation; the person owns it. */
export const affiliations = sqliteTable(
  'affiliations',
  {
    ...syncedColumns(),
    personId: bytes(),
    personN: integer(),
    organisationId: bytes(),
    organisationN: integer(),
    title: words(),
    department: words(),
    startedOn: text(),
    endedOn: text(),
  },
  (t) => [
    uniqueIndex('affiliationsById').on(t.id),
    index('affiliationsByPerson').on(t.personN),
    index('affiliationsByOrganisation').on(t.organisationN),
  ],
);

/** `toId`, or somebody known only by name, is the `kind` of `fromId`: its parent, its assistant, … */
export const relations = sqliteTable(
  'relations',
  { ...syncedColumns(), fromId: bytes(), fromN: integer(), toId: bytes(), toN: integer(), kind: words(), toName: words() },
  (t) => [uniqueIndex('relationsById').on(t.id), index('relationsByFrom').on(t.fromN), index('relationsByTo').on(t.toN)],
);
