import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

const order = () => words();
const flag = () => integer().notNull().default(0);

/** A way that deals go. `origin` is `start` for the one that every profile begins with. */
export const pipelines = sqliteTable('pipelines', { ...syncedColumns(), origin: words(), name: words(), orderKey: order(), retired: flag() }, (t) => [uniqueIndex('pipelinesById').on(t.id)]);

/** A step of a pipeline. Without a name, one of the start is called by the reader's language. */
export const stages = sqliteTable(
  'stages',
  {
    ...syncedColumns(),
    pipelineId: bytes(),
    pipelineN: integer(),
    origin: words(),
    name: words(),
    probability: integer().notNull().default(0),
    colour: integer().notNull().default(0),
    staleDays: integer(),
    orderKey: order(),
    retired: flag(),
  },
  (t) => [uniqueIndex('stagesById').on(t.id), index('stagesByPipeline').on(t.pipelineN)],
);

/** What is to be done while a deal is in a stage. */
export const stageSteps = sqliteTable(
  'stageSteps',
  { ...syncedColumns(), stageId: bytes(), stageN: integer(), text: words(), orderKey: order() },
  (t) => [uniqueIndex('stageStepsById').on(t.id), index('stageStepsByStage').on(t.stageN)],
);

/** What must be filled in before a deal may enter a stage. */
export const stageNeeds = sqliteTable(
  'stageNeeds',
  { ...syncedColumns(), stageId: bytes(), stageN: integer(), field: words() },
  (t) => [uniqueIndex('stageNeedsById').on(t.id), index('stageNeedsByStage').on(t.stageN)],
);

/** Something that may be sold. Amounts are minor units of `currency`; `outcome` is empty while it is open. */
export const deals = sqliteTable(
  'deals',
  {
    ...syncedColumns(),
    title: words(),
    stageId: bytes(),
    stageN: integer(),
    orderKey: order(),
    contactId: bytes(),
    contactN: integer(),
    organisationId: bytes(),
    organisationN: integer(),
    ownerId: bytes(),
    minor: integer(),
    currency: words(),
    expectedClose: words(),
    probability: integer(),
    committed: flag(),
    source: words(),
    notes: words(),
    outcome: text({ enum: ['', 'won', 'lost'] }).notNull().default(''),
    closedAt: integer(),
    reasonId: bytes(),
    reasonN: integer(),
    reasonNote: words(),
    createdAt: integer().notNull().default(0),
    // Derived
    amount: integer(),
    stageAt: integer().notNull().default(0),
    touchedAt: integer().notNull().default(0),
    nextAt: integer(),
  },
  (t) => [
    uniqueIndex('dealsById').on(t.id),
    index('dealsOpen').on(t.stageN, t.orderKey, t.id).where(sql`hidden = 0 AND outcome = ''`),
    index('dealsClosed').on(t.outcome, t.closedAt, t.stageN, t.ownerId, t.currency, t.amount).where(sql`hidden = 0 AND outcome <> ''`),
    index('dealsByContact').on(t.contactN),
    index('dealsByOrganisation').on(t.organisationN),
    index('dealsInBin').on(t.n).where(sql`hidden = 1`),
  ],
);

/** Who has a part in a deal, and which. */
export const dealContacts = sqliteTable(
  'dealContacts',
  { ...syncedColumns(), dealId: bytes(), dealN: integer(), contactId: bytes(), contactN: integer(), role: words() },
  (t) => [uniqueIndex('dealContactsById').on(t.id), index('dealContactsByDeal').on(t.dealN), index('dealContactsByContact').on(t.contactN, t.dealN)],
);

/** What is sold again and again: price and cost of one unit, in minor units. */
export const products = sqliteTable(
  'products',
  {
    ...syncedColumns(),
    name: words(),
    unit: words(),
    price: integer().notNull().default(0),
    cost: integer(),
    currency: words(),
    recurring: text({ enum: ['', 'P1M', 'P3M', 'P1Y'] }).notNull().default(''),
    retired: flag(),
  },
  (t) => [uniqueIndex('productsById').on(t.id)],
);

/** One amount of a deal. `quantity` is thousandths, `discount` hundredths of a percent; what recurs does so `times`. */
export const dealLines = sqliteTable(
  'dealLines',
  {
    ...syncedColumns(),
    dealId: bytes(),
    dealN: integer(),
    productId: bytes(),
    productN: integer(),
    text: words(),
    quantity: integer().notNull().default(1000),
    price: integer().notNull().default(0),
    discount: integer().notNull().default(0),
    recurring: text({ enum: ['', 'P1M', 'P3M', 'P1Y'] }).notNull().default(''),
    times: integer().notNull().default(1),
    orderKey: order(),
  },
  (t) => [uniqueIndex('dealLinesById').on(t.id), index('dealLinesByDeal').on(t.dealN), index('dealLinesByProduct').on(t.productN)],
);

/** Who else is asked. */
export const dealCompetitors = sqliteTable(
  'dealCompetitors',
  { ...syncedColumns(), dealId: bytes(), dealN: integer(), name: words() },
  (t) => [uniqueIndex('dealCompetitorsById').on(t.id), index('dealCompetitorsByDeal').on(t.dealN)],
);

export const dealTags = sqliteTable(
  'dealTags',
  { ...syncedColumns(), dealId: bytes(), dealN: integer(), tagId: bytes(), tagN: integer() },
  (t) => [uniqueIndex('dealTagsById').on(t.id), index('dealTagsByDeal').on(t.dealN), index('dealTagsByTag').on(t.tagN, t.dealN)],
);

/** Which steps of its stage are done. */
export const dealSteps = sqliteTable(
  'dealSteps',
  { ...syncedColumns(), dealId: bytes(), dealN: integer(), stepId: bytes(), stepN: integer(), doneAt: integer() },
  (t) => [uniqueIndex('dealStepsById').on(t.id), index('dealStepsByDeal').on(t.dealN)],
);

/** Where a deal went and when: made, moved, closed or opened again. */
export const stageChanges = sqliteTable(
  'stageChanges',
  {
    ...syncedColumns(),
    dealId: bytes(),
    dealN: integer(),
    stageId: bytes(),
    stageN: integer(),
    outcome: text({ enum: ['', 'won', 'lost'] }).notNull().default(''),
    at: integer().notNull().default(0),
    memberId: bytes(),
    // Derived
    entered: integer().notNull().default(0),
    leftAs: text({ enum: ['', 'moved', 'won', 'lost'] }).notNull().default(''),
    stayed: integer(),
  },
  (t) => [
    uniqueIndex('stageChangesById').on(t.id),
    index('stageChangesByDeal').on(t.dealN, t.at),
    index('stageChangesByStage').on(t.stageN, t.entered, t.leftAs, t.at).where(sql`hidden = 0 AND entered > 0`),
    index('stageChangesByStay').on(t.stageN, t.stayed, t.at).where(sql`hidden = 0 AND stayed IS NOT NULL`),
  ],
);

/** An entry of the timeline that is about a deal. `at` is derived from the entry. */
export const entryDeals = sqliteTable(
  'entryDeals',
  { ...syncedColumns(), entryId: bytes(), entryN: integer(), dealId: bytes(), dealN: integer(), at: integer().notNull().default(0) },
  (t) => [uniqueIndex('entryDealsById').on(t.id), index('entryDealsByEntry').on(t.entryN), index('entryDealsByDeal').on(t.dealN, t.at, t.entryN)],
);

/** Why deals are won and lost. */
export const closeReasons = sqliteTable(
  'closeReasons',
  { ...syncedColumns(), outcome: text({ enum: ['won', 'lost'] }).notNull().default('lost'), origin: words(), name: words(), orderKey: order(), retired: flag() },
  (t) => [uniqueIndex('closeReasonsById').on(t.id)],
);

/** From `day` on, one of `currency` is worth `rate` of `base`: a decimal number as text. */
export const exchangeRates = sqliteTable('exchangeRates', { ...syncedColumns(), currency: words(), base: words(), day: words(), rate: words() }, (t) => [uniqueIndex('exchangeRatesById').on(t.id)]);

/** What one wants to win in a month: of a pipeline, of a person, or without either of all. */
export const targets = sqliteTable(
  'targets',
  { ...syncedColumns(), month: words(), pipelineId: bytes(), memberId: bytes(), minor: integer().notNull().default(0), currency: words() },
  (t) => [uniqueIndex('targetsById').on(t.id)],
);

/** Which rows of files became a deal. */
export const dealSources = sqliteTable(
  'dealSources',
  { ...syncedColumns(), dealId: bytes(), dealN: integer(), source: words(), key: words(), rowHash: words() },
  (t) => [uniqueIndex('dealSourcesById').on(t.id), index('dealSourcesByDeal').on(t.dealN), index('dealSourcesByKey').on(t.key)],
);
