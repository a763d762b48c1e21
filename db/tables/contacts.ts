import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

/** People and organisations. `hidden` is 1 in the bin and 2 when merged into another. */
export const contacts = sqliteTable(
  'contacts',
  {
    ...syncedColumns(),
    kind: text({ enum: ['person', 'organisation'] }).notNull().default('person'),
    prefix: words(),
    given: words(),
    middle: words(),
    family: words(),
    suffix: words(),
    nickname: words(),
    phoneticGiven: words(),
    phoneticFamily: words(),
    organisationName: words(),
    displayAs: words(),
    status: words(),
    source: words(),
    ownerId: bytes(),
    preferredChannel: words(),
    language: words(),
    birthday: text(),
    photo: text(),
    primaryEmailId: bytes(),
    primaryPhoneId: bytes(),
    primaryAddressId: bytes(),
    primaryAffiliationId: bytes(),
    mergedInto: bytes(),
    createdAt: integer().notNull().default(0),
    // Derived
    rootN: integer(),
    name: words(),
    sortKey: words(),
    lastAt: integer(),
  },
  (t) => [
    uniqueIndex('contactsById').on(t.id),
    index('contactsByName').on(t.sortKey, t.name, t.n).where(sql`hidden = 0`),
    index('contactsByLast').on(t.lastAt, t.n).where(sql`hidden = 0`),
    index('contactsByCreated').on(t.createdAt, t.n).where(sql`hidden = 0`),
    index('contactsHidden').on(t.hidden, t.n).where(sql`hidden <> 0`),
    index('contactsMerged').on(t.mergedInto).where(sql`mergedInto IS NOT NULL`),
    index('contactsByRoot').on(t.rootN).where(sql`rootN <> n`),
    index('contactsByBirthday').on(t.birthday, t.n).where(sql`hidden = 0 AND birthday IS NOT NULL`),
  ],
);
