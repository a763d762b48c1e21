import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

/** A custom field, as a person defined it. */
export const fields = sqliteTable(
  'fields',
  {
    ...syncedColumns(),
    record: text({ enum: ['person', 'organisation', 'contact', 'deal'] }).notNull().default('contact'),
    name: words(),
    type: text({ enum: ['text', 'longText', 'number', 'money', 'date', 'yesNo', 'choice', 'choices', 'link', 'contact'] }).notNull().default('text'),
    currency: words(),
    orderKey: words(),
    retired: integer().notNull().default(0),
  },
  (t) => [uniqueIndex('fieldsById').on(t.id)],
);

export const fieldChoices = sqliteTable(
  'fieldChoices',
  { ...syncedColumns(), fieldId: bytes(), fieldN: integer(), name: words(), orderKey: words(), retired: integer().notNull().default(0) },
  (t) => [uniqueIndex('fieldChoicesById').on(t.id), index('fieldChoicesByField').on(t.fieldN)],
);

/** One value; of a field with several choices, one row a choice. Which column is used follows from the field's type. */
export const fieldValues = sqliteTable(
  'fieldValues',
  {
    ...syncedColumns(),
    recordId: bytes(),
    contactN: integer(),
    fieldId: bytes(),
    fieldN: integer(),
    text: text(),
    number: real(),
    minor: integer(),
    currency: text(),
    choiceId: bytes(),
    choiceN: integer(),
    refId: bytes(),
    refN: integer(),
  },
  (t) => [
    uniqueIndex('fieldValuesById').on(t.id),
    index('fieldValuesByContact').on(t.contactN, t.fieldN),
    index('fieldValuesByText').on(t.fieldN, t.text, t.contactN),
    index('fieldValuesByNumber').on(t.fieldN, t.number, t.contactN),
    index('fieldValuesByMinor').on(t.fieldN, t.minor, t.contactN),
    index('fieldValuesByChoice').on(t.choiceN, t.contactN),
  ],
);

/** The same of a deal. */
export const dealFieldValues = sqliteTable(
  'dealFieldValues',
  {
    ...syncedColumns(),
    dealId: bytes(),
    dealN: integer(),
    fieldId: bytes(),
    fieldN: integer(),
    text: text(),
    number: real(),
    minor: integer(),
    currency: text(),
    choiceId: bytes(),
    choiceN: integer(),
    refId: bytes(),
    refN: integer(),
  },
  (t) => [uniqueIndex('dealFieldValuesById').on(t.id), index('dealFieldValuesByDeal').on(t.dealN, t.fieldN)],
);
